// The right side: the open thread, or, until one is opened, the first-run hints.
import { h, fill, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { drawHints, hintsWanted } from "./hints.js";
import { rows } from "./messages.js";
import { closeThread } from "./place.js";
import { see } from "./seen.js";
import { MessageList } from "./scroll.js";
import { flash } from "./message.js";
import { store, on, emit, shown, conversation, isDirect } from "./store.js";
import { quietly } from "./live.js";

let showing = null;
let list = null;
let composer = null;

export function startThread() {
  const side = document.getElementById("side");
  for (const topic of ["place", "thread", "hints", "state"]) on(topic, () => draw(side));
  on("highlight", (ts) => list && flash(list.node, ts));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.platform === "slack" && store.thread && !event.defaultPrevented && !document.querySelector("dialog[open]")) quietly(closeThread);
  });
}

function draw(side) {
  const want = store.thread ? `thread ${store.me} ${store.channel} ${store.thread}` : hintsWanted() ? "hints" : null;
  side.hidden = want === null;
  side.setAttribute("aria-label", want === "hints" ? "Try this" : "Thread");
  if (want === "hints") drawHints(side);
  else if (want && want !== showing) build(side);
  if (store.thread) drawReplies();
  showing = want;
}

function build(side) {
  const here = conversation(store.channel);
  list = new MessageList({ label: "Replies" });
  composer = new Composer({ id: "thread-input", thread: () => store.thread });
  side.classList.remove("hints");
  fill(side,
    h("header", { class: "pane-head" }, h("h2", null, "Thread"), here && h("p", { class: "topic" }, isDirect(here) ? here.with.name : `#${here.name}`),
      h("button", { type: "button", class: "icon-button push", aria: { label: "Close thread" }, on: { click: () => quietly(closeThread) } }, icon("close"))),
    list.node, composer.node);
  composer.placed(true);
}

function drawReplies() {
  const messages = shown(store.replies, store.thread);
  const parent = messages.filter((message) => message.ts === store.thread);
  const replies = messages.filter((message) => message.ts !== store.thread);
  const lasting = replies.filter((message) => !message.ephemeral).length;
  const count = `${lasting} ${lasting === 1 ? "reply" : "replies"}`;
  const divider = lasting ? [{ key: "count", is: count, make: () => h("div", { class: "reply-line", role: "separator" }, h("span", null, count)) }] : [];
  if (store.replies.length > 0 && see(store.thread, store.replies.filter((message) => message.ts !== store.thread).length)) emit("messages");
  list.show([...rows(parent, null, true), ...divider, ...rows(replies, null, true)]);
}
