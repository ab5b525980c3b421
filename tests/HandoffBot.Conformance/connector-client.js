// Microsoft's own ConnectorClient drives the stand-in for the connector: what must work works, what must be refused is refused.
import assert from "node:assert/strict";
import { ConnectorClient, TeamsConnectorClient } from "botframework-connector";

const { SERVICE, AUTHORITY, APP_ID, APP_PASSWORD, TENANT, TEAM, CHANNEL, DEE, DEE_IN_ENTRA, LONER } = process.env;
const CARD = "application/vnd.microsoft.card.adaptive";

const credentials = signing(await token());
const connector = new ConnectorClient(credentials, { baseUri: SERVICE });
const teams = new TeamsConnectorClient(credentials, { baseUri: SERVICE });

await identity();
await chats();
await threads();
await members();
await aTeam();

async function identity() {
  const strangers = new ConnectorClient(signing("nonsense"), { baseUri: SERVICE, noRetryPolicy: true });
  await refused(strangers.conversations.sendToConversation("a:x", text("x")), 401);
}

async function chats() {
  const parameters = { isGroup: false, bot: { id: `28:${APP_ID}` }, members: [{ id: DEE }], tenantId: TENANT, channelData: {} };
  const chat = await connector.conversations.createConversation(parameters);
  assert.ok(chat.id.startsWith("a:"));
  assert.equal((await connector.conversations.createConversation({ ...parameters, members: [{ id: DEE_IN_ENTRA }] })).id, chat.id);
  const begun = await connector.conversations.createConversation({ ...parameters, activity: text("hello") });
  assert.ok(begun.activityId);

  const sent = await connector.conversations.sendToConversation(chat.id, card("first"));
  // The stand-in was told to limit this once and to err once; the client waits and asks again.
  const reply = await connector.conversations.replyToActivity(chat.id, sent.id, text("a reply"));
  assert.ok(Number(reply.id) > Number(sent.id));
  assert.equal((await connector.conversations.updateActivity(chat.id, sent.id, card("second"))).id, sent.id);
  await connector.conversations.deleteActivity(chat.id, reply.id);
  await refused(connector.conversations.deleteActivity(chat.id, reply.id), 404, "ActivityNotFoundInConversation");
  await refused(connector.conversations.createConversation({ ...parameters, members: [{ id: LONER }] }), 403, "BotNotInConversationRoster");

  const split = await connector.conversations.sendToConversation(chat.id, { ...card("with text"), text: "both" });
  assert.equal(split.id, undefined);
}

async function threads() {
  const thread = await connector.conversations.createConversation({
    isGroup: true, tenantId: TENANT, channelData: { channel: { id: CHANNEL } }, activity: card("brief"),
  });
  assert.equal(thread.id, `${CHANNEL};messageid=${thread.activityId}`);
  const mention = { type: "mention", text: "<at>Dee</at>", mentioned: { id: DEE, name: "Dee" } };
  const turn = await connector.conversations.sendToConversation(thread.id, { ...text("<at>Dee</at>, your turn"), entities: [mention] });
  await connector.conversations.updateActivity(thread.id, thread.activityId, card("accepted"));
  await connector.conversations.deleteActivity(thread.id, turn.id);

  await refused(connector.conversations.createConversation({ isGroup: true, tenantId: TENANT, members: [{ id: DEE }, { id: LONER }] }), 400, "BadSyntax");
  await refused(connector.conversations.sendToConversation(`${CHANNEL};messageid=1`, text("x")), 404, "ConversationNotFound");
  await refused(connector.conversations.sendToConversation(thread.id, text("x".repeat(20_000))), 413, "MessageSizeTooBig");
  await refused(connector.conversations.sendToConversation(thread.id, { type: "message", attachments: [{ contentType: CARD, content: { type: "AdaptiveCard", version: "1.6" } }] }), 400, "BadSyntax");
}

async function members() {
  const found = [];
  let continuationToken;
  do {
    const page = await connector.conversations.getConversationPagedMembers(TEAM, { pageSize: 2, continuationToken });
    found.push(...page.members);
    continuationToken = page.continuationToken;
  } while (continuationToken);
  assert.equal(found.length, 3);
  assert.equal(found[0].aadObjectId, DEE_IN_ENTRA);

  const dee = await connector.conversations.getConversationMember(TEAM, DEE);
  assert.deepEqual([dee.id, dee.name, dee.userPrincipalName, dee.tenantId, dee.userRole], [DEE, "Dee Moss", "dee@acme.example", TENANT, "user"]);
  await refused(connector.conversations.getConversationMember(TEAM, LONER), 404, "MemberNotFoundInConversation");
}

async function aTeam() {
  const details = await teams.teams.fetchTeamDetails(TEAM);
  assert.deepEqual([details.id, details.name], [TEAM, "Delivery"]);
  const channels = await teams.teams.fetchChannelList(TEAM);
  assert.deepEqual(channels.conversations.map((each) => [each.id, each.name]), [[TEAM, undefined], [CHANNEL, "Intake"]]);
}

async function token() {
  const form = new URLSearchParams({
    grant_type: "client_credentials", client_id: APP_ID, client_secret: APP_PASSWORD, scope: "https://api.botframework.com/.default",
  });
  const answer = await fetch(`${AUTHORITY}${TENANT}/oauth2/v2.0/token`, { method: "POST", body: form });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

function signing(bearer) {
  return {
    async signRequest(request) {
      request.headers.set("authorization", `Bearer ${bearer}`);
      return request;
    },
  };
}

async function refused(call, status, code) {
  await assert.rejects(call, (error) => {
    assert.equal(error.statusCode, status, error.message);
    if (code) assert.equal(error.body?.error?.code ?? error.code, code, JSON.stringify(error.body));
    return true;
  });
}

function text(said) {
  return { type: "message", text: said };
}

function card(said) {
  const content = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: said, wrap: true }] };
  return { type: "message", summary: said, attachments: [{ contentType: CARD, content }] };
}
