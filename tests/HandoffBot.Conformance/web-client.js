// The official WebClient calls every method of the stand-in: what must work works, what must be refused is refused.
import assert from "node:assert/strict";
import { WebClient, LogLevel } from "@slack/web-api";

const { STAND_IN, SLACK_TOKEN, SAM, OLU, BOT_USER } = process.env;
const options = { slackApiUrl: `${STAND_IN}api/`, logLevel: LogLevel.ERROR, logger: silent() };
const slack = new WebClient(SLACK_TOKEN, { ...options, retryConfig: { retries: 3, minTimeout: 10 } });
const impatient = new WebClient(SLACK_TOKEN, { ...options, retryConfig: { retries: 0 } });

await identity();
await faults();
await messages();
await history();
await ephemerals();
await conversations();
await people();
await views();

async function identity() {
  assert.equal((await slack.api.test({ foo: "bar" })).args.foo, "bar");
  const me = await slack.auth.test();
  assert.equal(me.user_id, BOT_USER);
  assert.equal(me.team_id, "T0PLAY");
  assert.ok(me.response_metadata.scopes.includes("chat:write"));
  await refused(new WebClient("xoxb-wrong", options).auth.test(), "invalid_auth");
  await refused(new WebClient(undefined, options).auth.test(), "not_authed");
  await refused(slack.apiCall("chat.shout"), "unknown_method");
}

async function faults() {
  const before = Date.now();
  assert.equal((await slack.users.info({ user: SAM })).user.id, SAM);
  assert.ok(Date.now() - before >= 950, "a rate limit is waited for");
  await assert.rejects(impatient.users.list(), (error) => error.data?.ok === false && error.data.error.startsWith("upstream"));
  await assert.rejects(impatient.conversations.list(), (error) => error.statusCode === 500);
}

async function messages() {
  const metadata = { event_type: "delivery", event_payload: { id: "d-1", nested: { n: 1 } } };
  const blocks = [
    { type: "header", text: { type: "plain_text", text: "Grüße 👋" } },
    { type: "section", text: { type: "mrkdwn", text: "a *b* &amp; c" }, accessory: { type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } } },
  ];
  const posted = await slack.chat.postMessage({ channel: "C0SALES", text: "hello", blocks, metadata });
  assert.equal(posted.channel, "C0SALES");
  assert.equal(posted.message.ts, posted.ts);
  assert.equal(posted.message.blocks[0].text.text, "Grüße 👋");
  assert.ok(posted.message.blocks[0].block_id);
  assert.deepEqual(posted.message.metadata, metadata);

  const link = await slack.chat.getPermalink({ channel: "C0SALES", message_ts: posted.ts });
  assert.ok(link.permalink.endsWith(`/archives/C0SALES/p${posted.ts.replace(".", "")}`));

  const updated = await slack.chat.update({ channel: "C0SALES", ts: posted.ts, text: "changed" });
  assert.equal(updated.text, "changed");
  assert.equal(updated.message.blocks, undefined);
  assert.deepEqual(updated.message.metadata, metadata);

  await refused(slack.chat.postMessage({ channel: "C0NONE", text: "x" }), "channel_not_found");
  await refused(slack.chat.postMessage({ channel: "C0OUT", text: "x" }), "not_in_channel");
  await refused(slack.chat.postMessage({ channel: "C0SALES", text: "x".repeat(4001) }), "msg_too_long");
  await refused(slack.chat.update({ channel: "C0SALES", ts: "1.000001", text: "x" }), "message_not_found");
  await refused(slack.chat.postMessage({ channel: "C0SALES", text: "x", blocks: [{ type: "headr" }] }), "invalid_blocks",
    "unsupported type: headr [json-pointer:/blocks/0/type]");

  await slack.chat.delete({ channel: "C0SALES", ts: posted.ts });
  await refused(slack.chat.delete({ channel: "C0SALES", ts: posted.ts }), "message_not_found");
}

async function history() {
  const root = await slack.chat.postMessage({ channel: "C0SALES", text: "root" });
  for (let at = 0; at < 5; at++) {
    await slack.chat.postMessage({
      channel: "C0SALES", text: `reply ${at}`, thread_ts: root.ts, reply_broadcast: at === 4,
      metadata: { event_type: "delivery", event_payload: { id: `r-${at}` } },
    });
  }

  const replies = [];
  for await (const page of slack.paginate("conversations.replies", { channel: "C0SALES", ts: root.ts, limit: 2, include_all_metadata: true }))
    replies.push(...page.messages);
  assert.deepEqual(replies.map((message) => message.text), ["root", "reply 0", "reply 1", "reply 2", "reply 3", "reply 4"]);
  assert.equal(replies[3].metadata.event_payload.id, "r-2");
  assert.equal(replies[0].reply_count, 5);

  const channel = await slack.conversations.history({ channel: "C0SALES", limit: 100 });
  assert.deepEqual(channel.messages.map((message) => message.text), ["reply 4", "root"]);
  assert.equal(channel.messages[0].subtype, "thread_broadcast");
  assert.equal(channel.messages[0].metadata, undefined);
  assert.equal(channel.has_more, false);
  const since = await slack.conversations.history({ channel: "C0SALES", oldest: root.ts, inclusive: true, limit: 1 });
  assert.equal(since.has_more, true);
  assert.ok(since.response_metadata.next_cursor);

  await refused(slack.conversations.replies({ channel: "C0SALES", ts: "1.000001" }), "thread_not_found");
  await refused(slack.conversations.history({ channel: "C0OUT" }), "not_in_channel");
  await refused(slack.conversations.history({ channel: "C0SALES", cursor: "nonsense" }), "invalid_cursor");
}

async function ephemerals() {
  const whispered = await slack.chat.postEphemeral({ channel: "C0SALES", user: SAM, text: "psst" });
  assert.ok(whispered.message_ts);
  await refused(slack.chat.update({ channel: "C0SALES", ts: whispered.message_ts, text: "x" }), "message_not_found");
  await refused(slack.chat.postEphemeral({ channel: "C0ONB", user: SAM, text: "x" }), "user_not_in_channel");
}

async function conversations() {
  const direct = await slack.conversations.open({ users: SAM, return_im: true });
  assert.equal(direct.channel.user, SAM);
  await refused(slack.conversations.open({ users: "U0NONE" }), "user_not_found");

  const info = await slack.conversations.info({ channel: "C0SALES", include_num_members: true });
  assert.equal(info.channel.name, "sales");
  assert.equal(info.channel.is_member, true);
  assert.equal(info.channel.num_members, 4);
  await refused(slack.conversations.info({ channel: "C0NONE" }), "channel_not_found");

  const members = [];
  for await (const page of slack.paginate("conversations.members", { channel: "C0SALES", limit: 1 })) members.push(...page.members);
  assert.equal(members.length, 4);
  assert.ok(members.includes(BOT_USER));

  assert.equal((await slack.conversations.join({ channel: "C0OUT" })).channel.is_member, true);
  assert.equal((await slack.conversations.join({ channel: "C0OUT" })).warning, "already_in_channel");
  const list = await slack.conversations.list({ types: "public_channel,private_channel,im", limit: 200 });
  assert.equal(list.channels.filter((channel) => channel.is_im).length, 3);
}

async function people() {
  assert.equal((await slack.users.lookupByEmail({ email: "olu@acme.example" })).user.id, OLU);
  await refused(slack.users.lookupByEmail({ email: "nobody@acme.example" }), "users_not_found");
  await refused(slack.users.info({ user: "U0NONE" }), "user_not_found");
  const all = [];
  for await (const page of slack.paginate("users.list", { limit: 2 })) all.push(...page.members);
  assert.equal(all.length, 4);
  assert.equal(all.filter((member) => member.is_bot).length, 1);
  assert.equal((await slack.usergroups.list({ include_users: true })).usergroups[0].users.length, 2);
  assert.deepEqual((await slack.usergroups.users.list({ usergroup: "S0ONB" })).users[0], OLU);
  await refused(slack.usergroups.users.list({ usergroup: "S0NONE" }), "no_such_subteam");
}

async function views() {
  const view = { type: "modal", title: { type: "plain_text", text: "Form" }, blocks: [{ type: "divider" }] };
  await refused(slack.views.open({ trigger_id: "1.2.x", view }), "invalid_arguments", "invalid trigger_id [json-pointer:/trigger_id]");
  await refused(slack.views.push({ trigger_id: "1.2.x", view }), "invalid_arguments");
  await refused(slack.views.update({ view_id: "V0NONE", view }), "not_found");
  await refused(slack.views.open({ trigger_id: "1.2.x", view: { ...view, private_metadata: "x".repeat(3001) } }), "invalid_arguments",
    "must be less than 3001 characters [json-pointer:/view/private_metadata]");
  const home = await slack.views.publish({ user_id: SAM, view: { type: "home", blocks: [{ type: "divider" }] } });
  assert.equal(home.view.type, "home");
  await refused(slack.views.publish({ user_id: SAM, hash: "stale", view: { type: "home", blocks: [] } }), "hash_conflict");
  const again = await slack.views.update({ view_id: home.view.id, hash: home.view.hash, view: { type: "home", blocks: [] } });
  assert.notEqual(again.view.hash, home.view.hash);
}

async function refused(call, code, sentence) {
  await assert.rejects(call, (error) => {
    assert.equal(error.data?.error, code, error.message);
    if (sentence) assert.deepEqual(error.data.response_metadata.messages, [`[ERROR] ${sentence}`]);
    return true;
  });
}

function silent() {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };
}
