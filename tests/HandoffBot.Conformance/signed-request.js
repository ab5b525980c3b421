// What is signed as the official verifier demands is accepted by the Slack edge, and what that verifier refuses, the edge refuses.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { isValidSlackRequest } from "@slack/bolt";

const { EDGE, SLACK_SECRET } = process.env;
const now = Math.floor(Date.now() / 1000);
const challenge = JSON.stringify({ type: "url_verification", challenge: "naïve ☂ 3eZbrw1aB" });

const cases = [
  { name: "as Slack signs", accepted: true },
  { name: "four minutes old", at: now - 240, accepted: true },
  { name: "stale", at: now - 310, accepted: false },
  { name: "tampered", sent: challenge.replace("3eZ", "4eZ"), accepted: false },
  { name: "another secret", secret: "another", accepted: false },
  { name: "another version", version: "v1", accepted: false },
  { name: "empty signature", signature: "", accepted: false },
];
for (const one of cases) {
  const at = one.at ?? now;
  const body = one.sent ?? challenge;
  const version = one.version ?? "v0";
  const signature = one.signature
    ?? `${version}=${createHmac("sha256", one.secret ?? SLACK_SECRET).update(`${version}:${at}:${challenge}`).digest("hex")}`;
  const headers = { "x-slack-signature": signature, "x-slack-request-timestamp": at };
  assert.equal(isValidSlackRequest({ signingSecret: SLACK_SECRET, body, headers }), one.accepted, `official verifier, ${one.name}`);

  const response = await fetch(new URL("/slack/events", EDGE), {
    method: "POST", body, headers: { ...headers, "x-slack-request-timestamp": String(at), "content-type": "application/json" },
  });
  assert.equal(response.status, one.accepted ? 200 : 401, one.name);
  if (one.accepted) assert.deepEqual(await response.json(), { challenge: "naïve ☂ 3eZbrw1aB" });
}

// The official verifier lets a request from the future in; the edge does not.
const future = now + 400;
const response = await fetch(new URL("/slack/events", EDGE), {
  method: "POST", body: challenge,
  headers: {
    "content-type": "application/json", "x-slack-request-timestamp": String(future),
    "x-slack-signature": `v0=${createHmac("sha256", SLACK_SECRET).update(`v0:${future}:${challenge}`).digest("hex")}`,
  },
});
assert.equal(response.status, 401, "from the future");
