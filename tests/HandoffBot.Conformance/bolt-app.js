// The official app receives what the stand-in's caller sends: its verifier accepts every signature, its types of
// request are recognised, and its answers have the effect that they have at Slack.
import assert from "node:assert/strict";
import http from "node:http";
import { App, HTTPReceiver, LogLevel, verifySlackRequest } from "@slack/bolt";

const { STAND_IN, SLACK_TOKEN, SLACK_SECRET, SAM, BOT_PORT } = process.env;
const form = {
  type: "modal", callback_id: "form", title: { type: "plain_text", text: "Form" }, submit: { type: "plain_text", text: "Send" }, notify_on_close: true,
  blocks: [
    { type: "input", block_id: "name", label: { type: "plain_text", text: "Name" }, element: { type: "plain_text_input", action_id: "value" } },
    { type: "input", block_id: "who", optional: true, label: { type: "plain_text", text: "Who" }, element: { type: "external_select", action_id: "pick", min_query_length: 0 } },
  ],
};
const heard = [];

const receiver = new HTTPReceiver({
  signingSecret: SLACK_SECRET, logger: silent(),
  endpoints: ["/slack/commands", "/slack/interactions", "/slack/events"],
});
const app = new App({ token: SLACK_TOKEN, receiver, logger: silent(), clientOptions: { slackApiUrl: `${STAND_IN}api/` } });
app.command("/handoff", async ({ command, ack, client, respond }) => {
  heard.push(["command", command.text]);
  await ack();
  if (command.text === "new") await client.views.open({ trigger_id: command.trigger_id, view: form });
  else await respond({ text: "pong", response_type: "ephemeral" });
});
app.action("go", async ({ ack, action, body }) => {
  heard.push(["action", action.value, body.container.type]);
  await ack();
});
app.shortcut("new_handoff", async ({ shortcut, ack, client }) => {
  heard.push(["shortcut", shortcut.type, shortcut.user.id]);
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
});
app.event("app_home_opened", async ({ event, client }) => {
  heard.push(["home", event.tab, event.view?.hash ?? null]);
  const go = { type: "button", action_id: "go", value: "home", text: { type: "plain_text", text: "Go" } };
  await client.views.publish({ user_id: event.user, hash: event.view?.hash, view: { type: "home", blocks: [{ type: "actions", block_id: "h", elements: [go] }] } });
});
app.options("pick", async ({ ack, options }) => {
  heard.push(["options", options.value]);
  await ack({ options: [{ text: { type: "plain_text", text: "Acme" }, value: "acme" }] });
});
app.view("form", async ({ ack, view }) => {
  const name = view.state.values.name.value.value;
  heard.push(["view", name]);
  await ack(name === "bad" ? { response_action: "errors", errors: { name: "No." } } : undefined);
});
app.view({ callback_id: "form", type: "view_closed" }, async ({ ack }) => {
  heard.push(["closed"]);
  await ack();
});
app.message(async ({ message }) => heard.push(["message", message.channel_type, message.text]));
app.error(async (error) => heard.push(["error", error.message]));

await receiver.start({ port: Number(BOT_PORT), host: "127.0.0.1" });
try {
  await conversation();
} finally {
  await receiver.stop();
}
await signatures();

async function conversation() {
  assert.deepEqual(await act("command", { channel: "C0SALES", text: "/handoff ping" }), { ok: true });
  await until(() => heard.some(([kind, text]) => kind === "command" && text === "ping"));
  await until(async () => (await messages()).some((message) => message.ephemeral && message.text === "pong"));

  await act("command", { channel: "C0SALES", text: "/handoff new" });
  const view = await until(async () => (await get(`view?as=${SAM}`)).view);
  const found = await act("suggest", { view_id: view.id, block_id: "who", action_id: "pick", value: "ac" });
  assert.equal(found.options[0].value, "acme");
  const state = (name) => ({ name: { value: { type: "plain_text_input", value: name } }, who: { pick: { type: "external_select", selected_option: found.options[0] } } });
  assert.deepEqual((await act("view-submit", { view_id: view.id, state: state("bad") })).errors, { name: "No." });
  assert.deepEqual(await act("view-submit", { view_id: view.id, state: state("good") }), { ok: true });
  assert.equal((await get(`view?as=${SAM}`)).view, null);

  await act("command", { channel: "C0SALES", text: "/handoff new" });
  const second = await until(async () => (await get(`view?as=${SAM}`)).view);
  await act("view-close", { view_id: second.id, all: true });
  await until(() => heard.some(([kind]) => kind === "closed"));

  const posted = await app.client.chat.postMessage({
    channel: "C0SALES", text: "press",
    blocks: [{ type: "actions", block_id: "b", elements: [{ type: "button", action_id: "go", value: "41", text: { type: "plain_text", text: "Go" } }] }],
  });
  assert.deepEqual(await act("action", { channel: "C0SALES", ts: posted.ts, action: { block_id: "b", action_id: "go", type: "button" }, state: {} }), { ok: true });
  await until(() => heard.some(([kind, value, container]) => kind === "action" && value === "41" && container === "message"));

  await act("home", {});
  const home = await until(async () => (await get(`home?as=${SAM}`)).view);
  assert.deepEqual(await act("action", { view_id: home.id, action: { block_id: "h", action_id: "go", type: "button" }, state: {} }), { ok: true });
  await until(() => heard.some(([kind, value, container]) => kind === "action" && value === "home" && container === "view"));
  await act("home", {});
  await until(() => heard.some(([kind, tab, hash]) => kind === "home" && tab === "home" && hash === home.hash));
  assert.deepEqual(await act("shortcut", { callback_id: "new_handoff" }), { ok: true });
  await until(() => heard.some(([kind, type, user]) => kind === "shortcut" && type === "shortcut" && user === SAM));
  const third = await until(async () => (await get(`view?as=${SAM}`)).view);
  await act("view-close", { view_id: third.id, all: true });

  const direct = (await get(`state?as=${SAM}`)).directs[0].id;
  await act("message", { channel: direct, text: "hello" });
  await until(() => heard.some(([kind, channel, text]) => kind === "message" && channel === "im" && text === "hello"));
  assert.deepEqual(heard.filter(([kind]) => kind === "error"), []);
}

// The verifier itself, on the raw bytes: what is sent is accepted, and a changed byte or secret is not.
async function signatures() {
  const request = await new Promise((resolve) => {
    const server = http.createServer((incoming, answer) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("end", () => {
        answer.end();
        server.close();
        resolve({ headers: incoming.headers, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    server.listen(Number(BOT_PORT), "127.0.0.1", () => act("command", { channel: "C0SALES", text: "/handoff new Zoë & Söhne <co>" }));
  });
  const headers = {
    "x-slack-signature": request.headers["x-slack-signature"],
    "x-slack-request-timestamp": Number(request.headers["x-slack-request-timestamp"]),
  };
  verifySlackRequest({ signingSecret: SLACK_SECRET, headers, body: request.body });
  assert.throws(() => verifySlackRequest({ signingSecret: SLACK_SECRET, headers, body: `${request.body}&` }), /signature mismatch/);
  assert.throws(() => verifySlackRequest({ signingSecret: "another", headers, body: request.body }), /signature mismatch/);
}

async function act(name, given) {
  const response = await fetch(`${STAND_IN}player/${name}`, {
    method: "POST", headers: { "Content-Type": "application/json", "X-Playground": "1" }, body: JSON.stringify({ as: SAM, ...given }),
  });
  return response.json();
}

async function get(path) {
  return (await fetch(`${STAND_IN}player/${path}`)).json();
}

async function messages() {
  return (await get(`messages?as=${SAM}&channel=C0SALES`)).messages;
}

async function until(holds) {
  for (let tries = 0; tries < 200; tries++) {
    const value = await holds();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`waited in vain for ${holds}; heard ${JSON.stringify(heard)}`);
}

function silent() {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: nothing, error: (...what) => console.error(...what), setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };
}
