// The official library believes a call as it came over the wire, with the secret and with the one that it replaces; and neither what was
// changed on the way nor what comes too late or too early, however well that is signed.
import assert from "node:assert/strict";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const { CALLS, SECRET, EARLIER, CLIENT } = process.env;
const calls = JSON.parse(CALLS).map(({ headers, body }) => ({ headers, body: Buffer.from(body, "base64") }));
const [fresh, stale, early] = calls;

for (const secret of [SECRET, EARLIER]) {
  const receiver = new Webhook(secret);
  const said = receiver.verify(fresh.body, fresh.headers);
  assert.deepEqual([said.type, said.id, said.data.client], ["clock.step", fresh.headers["webhook-id"], CLIENT]);
  for (const { headers, body } of calls) {
    const own = receiver.sign(headers["webhook-id"], new Date(headers["webhook-timestamp"] * 1000), body);
    assert.ok(headers["webhook-signature"].split(" ").includes(own), `${headers["webhook-id"]} is not signed as the library signs it`);
  }
}

const another = `whsec_${Buffer.alloc(24, "x").toString("base64")}`;
refused(/No matching signature/, another, fresh.body, {});
refused(/No matching signature/, SECRET, Buffer.from(fresh.body.toString().replace("gentle", "gentler")), {});
refused(/No matching signature/, SECRET, fresh.body, { "webhook-id": "another" });
refused(/No matching signature/, SECRET, fresh.body, { "webhook-timestamp": `${fresh.headers["webhook-timestamp"] - 1}` });
refused(/No matching signature/, SECRET, fresh.body, { "webhook-signature": fresh.headers["webhook-signature"].replaceAll("v1,", "v2,") });
refused(/too old/, SECRET, stale.body, stale.headers);
refused(/too new/, SECRET, early.body, early.headers);

function refused(why, secret, body, changed) {
  assert.throws(
    () => new Webhook(secret).verify(body, { ...fresh.headers, ...changed }),
    (error) => error instanceof WebhookVerificationError && why.test(error.message));
}
