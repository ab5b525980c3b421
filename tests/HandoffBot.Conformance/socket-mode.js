// The official Socket Mode client connects to the stand-in, hears what people do and acknowledges it with what HTTP would have answered;
// the official app does the same through its own receiver. A connection that is exchanged loses nothing.
import assert from "node:assert/strict";
import { App, LogLevel } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";

const { STAND_IN, SLACK_TOKEN, APP_TOKEN, SAM } = process.env;
const clientOptions = { slackApiUrl: `${STAND_IN}api/` };
const form = {
  type: "modal", callback_id: "form", title: { type: "plain_text", text: "Form" }, submit: { type: "plain_text", text: "Send" },
  blocks: [
    { type: "input", block_id: "name", label: { type: "plain_text", text: "Name" }, element: { type: "plain_text_input", action_id: "value" } },
    { type: "input", block_id: "who", optional: true, label: { type: "plain_text", text: "Who" }, element: { type: "external_select", action_id: "pick", min_query_length: 0 } },
  ],
};

await refused();
await client();
await app();

async function refused() {
  const wrong = new SocketModeClient({ appToken: "xapp-wrong", clientOptions, logger: silent(), autoReconnectEnabled: false });
  await assert.rejects(wrong.start(), (error) => error.data?.error === "invalid_auth");
}

async function client() {
  const heard = [];
  const socket = new SocketModeClient({ appToken: APP_TOKEN, clientOptions, logger: silent() });
  socket.on("slash_commands", async ({ body, ack, accepts_response_payload }) => {
    heard.push(["command", body.command, body.text, body.user_id, accepts_response_payload]);
    await ack({ text: "pong" });
  });
  socket.on("message", async ({ event, body, ack, retry_num }) => {
    heard.push(["message", event.text, body.event_id, retry_num]);
    if (retry_num > 0) await ack();
  });
  await socket.start();

  assert.deepEqual(await act("command", { channel: "C0SALES", text: "/handoff ping" }), { ok: true });
  assert.deepEqual(heard[0], ["command", "/handoff", "ping", SAM, true]);
  assert.ok((await messages()).some((message) => message.ephemeral && message.text === "pong"));

  const direct = (await get(`state?as=${SAM}`)).directs[0].id;
  await act("message", { channel: direct, text: "hello" });
  await until(() => heard.filter(([kind]) => kind === "message").length >= 2);
  const [first, again] = heard.filter(([kind]) => kind === "message");
  assert.deepEqual([first[1], first[3], again[3]], ["hello", 0, 1]);
  assert.equal(first[2], again[2]);
  await socket.disconnect();
}

async function app() {
  const heard = [];
  const bolt = new App({ token: SLACK_TOKEN, appToken: APP_TOKEN, socketMode: true, logger: silent(), clientOptions });
  bolt.command("/handoff", async ({ command, ack, client: web }) => {
    await ack(command.text === "new" ? undefined : `you said ${command.text}`);
    if (command.text === "new") await web.views.open({ trigger_id: command.trigger_id, view: form });
  });
  bolt.options("pick", async ({ ack }) => ack({ options: [{ text: { type: "plain_text", text: "Acme" }, value: "acme" }] }));
  bolt.view("form", async ({ ack, view }) => {
    const name = view.state.values.name.value.value;
    heard.push(["view", name]);
    await ack(name === "bad" ? { response_action: "errors", errors: { name: "No." } } : undefined);
  });
  bolt.error(async (error) => heard.push(["error", error.message]));
  await bolt.start();

  await act("command", { channel: "C0SALES", text: "/handoff new" });
  const view = await until(async () => (await get(`view?as=${SAM}`)).view);
  const found = await act("suggest", { view_id: view.id, block_id: "who", action_id: "pick", value: "ac" });
  assert.equal(found.options[0].value, "acme");
  const state = (name) => ({ name: { value: { type: "plain_text_input", value: name } }, who: { pick: { type: "external_select", selected_option: found.options[0] } } });
  assert.deepEqual((await act("view-submit", { view_id: view.id, state: state("bad") })).errors, { name: "No." });
  assert.deepEqual(await act("view-submit", { view_id: view.id, state: state("good") }), { ok: true });
  assert.equal((await get(`view?as=${SAM}`)).view, null);

  // The test ends the connection when it sees this; the client opens another.
  await bolt.client.chat.postMessage({ channel: "C0SALES", text: "exchange" });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await until(async () => (await act("command", { channel: "C0SALES", text: "/handoff again" })).ok);
  assert.ok((await messages()).some((message) => message.ephemeral && message.text === "you said again"));
  assert.deepEqual(heard.filter(([kind]) => kind === "error"), []);
  await bolt.stop();
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
  for (let tries = 0; tries < 400; tries++) {
    const value = await holds();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain for ${holds}`);
}

function silent() {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing };
}
