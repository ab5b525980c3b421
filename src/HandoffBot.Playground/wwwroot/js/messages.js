// The open conversation: its head, its messages grouped by day and author, and the composer below.
import { h, fill, icon, hidden } from "./dom.js";
import { api } from "./api.js";
import { Composer } from "./composer.js";
import { Home, tabs } from "./home.js";
import { drawMessage, flash } from "./message.js";
import { store, on, shown, conversation, isDirect, isBot } from "./store.js";
import { newReplies } from "./seen.js";
import { MessageList } from "./scroll.js";
import { quietly } from "./live.js";
import { movedBetween } from "./moves.js";
import { businessNow, dayAndTime, dayLabel, fromTs, sameDay } from "./time.js";

let list = null;

export function startMessages() {
  const pane = document.getElementById("conversation");
  const head = h("header", { class: "pane-head" });
  list = new MessageList({ label: "Messages", onBottom: markRead });
  const composer = new Composer({ id: "composer-input", thread: () => null });
  const home = new Home();
  fill(pane, head, list.node, composer.node, home.node);
  on("tab", () => {
    const atHome = store.tab === "home";
    [list.node.hidden, composer.node.hidden, home.node.hidden] = [atHome, atHome, !atHome];
    drawHead(head);
    markRead();
  });
  on("place", ({ moved }) => {
    drawHead(head);
    composer.placed(moved);
    if (moved) list.reset();
    draw();
  });
  on("state", () => drawHead(head));
  on("messages", draw);
  on("thread", markRead);
  on("platform", () => { headShown = ""; drawHead(head); if (store.platform === "slack") composer.input.focus({ preventScroll: true }); });
  on("highlight", (ts) => flash(list.node, ts));
  document.addEventListener("visibilitychange", markRead);
}

let headShown = "";

function drawHead(head) {
  const here = conversation(store.channel);
  if (store.platform !== "slack") return;
  if (!here) return fill(head, h("h1", null, "No conversation"));
  const now = JSON.stringify([here.with ?? [here.name, here.topic, here.is_private], store.tab]);
  if (now === headShown && head.hasChildNodes()) return;
  headShown = now;
  const held = head.contains(document.activeElement) ? document.activeElement.dataset.tab : null;
  const title = isDirect(here) ? [here.with.name, here.with.is_bot && h("span", { class: "app-badge" }, "APP")] : [icon(here.is_private ? "lock" : "hash", 18), here.name];
  fill(head, h("h1", null, title), here.topic && h("p", { class: "topic" }, here.topic), here.with?.is_bot && store.state.home_tab && tabs());
  if (held) head.querySelector(`[data-tab="${held}"]`)?.focus();
  document.title = `${isDirect(here) ? here.with.name : `#${here.name}`} · HandoffBot playground`;
}

function draw() {
  const here = conversation(store.channel);
  const messages = shown(store.messages);
  const firstNew = newLine(messages);
  if (store.waiting) list.show([]);
  else list.show(messages.length ? rows(messages, firstNew) : [{ key: "empty", is: store.channel, make: () => empty(here) }]);
  markRead();
}

/** The "New" line stays where it was when the conversation was opened. */
function newLine(messages) {
  if (store.unreadOnOpen > 0 && store.messages.length > 0) {
    const others = store.messages.filter((message) => message.user !== store.me);
    store.firstUnread = others.at(-Math.min(store.unreadOnOpen, others.length))?.ts ?? null;
    store.unreadOnOpen = 0;
  }
  return messages.some((message) => message.ts === store.firstUnread) ? store.firstUnread : null;
}

const sameAuthor = (a, b) => a && a.user === b.user && a.username === b.username && Boolean(a.ephemeral) === Boolean(b.ephemeral) && !a.broadcast && !b.broadcast
  && fromTs(b.ts) - fromTs(a.ts) < 300_000 && !a.reply_count;

export function rows(messages, firstNew = null, inThread = false) {
  const drawn = [];
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const date = fromTs(message.ts);
    const newDay = !inThread && (!before || !sameDay(fromTs(before.ts), date));
    if (before && !inThread) drawn.push(...moveRow(fromTs(before.ts), date));
    if (newDay) drawn.push({ key: `day-${date.toDateString()}`, is: dayLabel(date), make: () => h("div", { class: "day", role: "separator" }, h("span", null, dayLabel(date))) });
    if (message.ts === firstNew) drawn.push({ key: "new", is: "", make: () => h("div", { class: "new-line", role: "separator" }, h("span", null, "New")) });
    const grouped = !newDay && message.ts !== firstNew && sameAuthor(before, message) && !(isBot(message.user) && message.blocks?.length);
    drawn.push({
      key: message.ts,
      is: JSON.stringify([message, grouped, dayLabel(date), newReplies(message)]),
      make: () => drawMessage(message, { grouped, inThread }),
    });
  });
  if (messages.length && !inThread) drawn.push(...moveRow(fromTs(messages.at(-1).ts), businessNow()));
  return drawn;
}

export function moveRow(from, to) {
  const at = movedBetween(from.getTime(), to.getTime());
  return at === null ? [] : [{ key: `moved-${at}`, is: "", make: () => h("div", { class: "moved", role: "separator" }, h("span", null, icon("clock", 13), `Clock moved to ${dayAndTime(new Date(at))}`)) }];
}

function empty(here) {
  if (!here) return h("div", { class: "empty" });
  const command = store.state.commands[0]?.command ?? "/handoff";
  const direct = isDirect(here);
  return h("div", { class: "empty" },
    h("div", { class: "empty-mark", "aria-hidden": "true" }, icon(direct ? "reply" : here.is_private ? "lock" : "hash", 26)),
    h("h2", null, direct ? `This is the start of your chat with ${here.with.name}` : `This is the start of #${here.name}`),
    h("p", null, direct && here.with.is_bot ? "What concerns only you arrives here: cards of your handoffs, questions and pings." : here.topic || "Nothing has been said yet."),
    h("p", null, "Type ", h("kbd", null, `${command} help`), " below to see what can be said.", hidden(" The message box is below.")));
}

let reading = "";

/** What stands on the screen of a visible page counts as read: the conversation's end, and the open thread. */
function markRead() {
  const newest = [store.messages.at(-1), store.replies.at(-1)].filter(Boolean).sort((a, b) => Number(b.ts) - Number(a.ts))[0];
  if (!newest || document.visibilityState !== "visible" || store.platform !== "slack" || store.tab === "home" || !list.atBottom) return;
  const mark = `${store.me} ${store.channel} ${newest.ts}`;
  if (mark === reading) return;
  reading = mark;
  quietly(() => api.read(store.me, store.channel, newest.ts));
}
