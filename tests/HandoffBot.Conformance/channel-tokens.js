// Microsoft's own JwtTokenValidation accepts what the stand-in signs, and nothing that was changed on the way. The script is the bot, and
// plays the person as well, through the page's routes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { ChannelValidation, JwtTokenValidation, SimpleCredentialProvider } from "botframework-connector";

const { PLAYGROUND, METADATA, APP_ID, BOT_PORT, DEE_IN_ENTRA, DEES_CHAT, CHANNEL } = process.env;
ChannelValidation.OpenIdMetadataEndpoint = METADATA;
const mine = new SimpleCredentialProvider(APP_ID, "");
const got = [];
console.error = () => {};

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    got.push({ path: request.url, header: request.headers.authorization, activity: JSON.parse(body) });
    response.end();
  });
});
await new Promise((resolve) => server.listen(Number(BOT_PORT), "127.0.0.1", resolve));

try {
  await act("message", { conversation: DEES_CHAT, text: "help" });
  await act("message", { conversation: CHANNEL, text: "@HandoffBot inbox" });
  await until(() => ["help", "<at>HandoffBot</at> inbox\n"].every((said) => got.some((each) => each.activity.text === said)));

  for (const { path, header, activity } of got) {
    assert.equal(path, "/api/messages");
    const identity = await JwtTokenValidation.authenticateRequest(activity, header, mine, "");
    assert.equal(identity.isAuthenticated, true);
    assert.equal(identity.getClaimValue("serviceurl"), activity.serviceUrl);
  }

  assert.deepEqual([...new Set(got.map((each) => each.activity.type))].sort(), ["conversationUpdate", "installationUpdate", "message"]);
  const { header, activity } = got[0];
  const [scheme, signed] = header.split(" ");
  const [head, claims, signature] = signed.split(".");
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, "base64url")), aud: "another" })).toString("base64url");
  await assert.rejects(JwtTokenValidation.authenticateRequest(activity, `${scheme} ${head}.${forged}.${signature}`, new SimpleCredentialProvider("another", ""), ""));
  await assert.rejects(JwtTokenValidation.authenticateRequest(activity, header, new SimpleCredentialProvider("another", ""), ""), /Invalid AppId/);
  await assert.rejects(JwtTokenValidation.authenticateRequest({ ...activity, serviceUrl: "https://smba.example/" }, header, mine, ""), /ServiceUrl/);
  await assert.rejects(JwtTokenValidation.authenticateRequest({ ...activity, channelId: "webchat" }, header, mine, ""), /endorsement/);
} finally {
  server.close();
  server.closeAllConnections();
}

async function act(name, given) {
  const answer = await fetch(`${PLAYGROUND}player/msteams/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-playground": "1" },
    body: JSON.stringify({ as: DEE_IN_ENTRA, ...given }),
  });
  assert.equal((await answer.json()).ok, true);
}

async function until(holds) {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 600, `only ${JSON.stringify(got.map((each) => each.activity.text ?? each.activity.type))} came`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
