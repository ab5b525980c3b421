// The open chat or channel: a chat message by message; a channel thread by thread, each with its replies and a box to reply in.
import { h, fill, icon, hidden } from "../dom.js";
import { teamsApi } from "../api.js";
import { flash } from "../message.js";
import { moveRow } from "../messages.js";
import { MessageList } from "../scroll.js";
import { on, emit } from "../store.js";
import { quietly } from "../live.js";
import { businessNow, dayLabel, instant, sameDay } from "../time.js";
import { PostBox } from "./composer.js";
import { avatarFor, drawPost, stateOf } from "./post.js";
import { tenant, channelOf, isChat, isInFront, isTheBot, teamOf, titleOf } from "./tenant.js";

/** So many replies of a thread are shown before somebody asks for the rest. */
const inSight = 3;

let list = null;
const unfolded = new Set();
const replying = new Map();

export function startPosts() {
  const pane = document.getElementById("posts");
  const head = h("header", { class: "pane-head" });
  list = new MessageList({ label: "Messages", onBottom: markRead });
  const box = new PostBox({ id: "post-input" });
  fill(pane, head, list.node, box.node);
  on("spot", ({ moved }) => {
    drawHead(head);
    if (!moved) return;
    replying.clear();
    box.placed();
    list.reset();
    draw();
    if (!document.querySelector("dialog[open]")) box.input.focus({ preventScroll: true });
  });
  on("tenant", () => tenant.conversation && drawHead(head));
  on("posts", draw);
  on("platform", () => isInFront() && box.input.focus({ preventScroll: true }));
  on("highlight-post", (id) => {
    const post = tenant.posts.find((each) => each.id === id);
    if (post?.thread) unfolded.add(post.thread);
    draw();
    flash(list.node, id);
  });
  document.addEventListener("visibilitychange", markRead);
}

let headShown = "";

function drawHead(head) {
  const channel = channelOf();
  const now = JSON.stringify([titleOf(), channel?.topic, teamOf()?.name]);
  if (now === headShown) return;
  headShown = now;
  fill(head, isChat() ? avatarFor(tenant.state.bot.id, 30) : h("span", { class: "channel-mark", "aria-hidden": "true" }, icon("hash", 17)),
    h("h1", null, titleOf()), isChat() ? h("span", { class: "app-badge" }, "APP") : h("p", { class: "topic" }, [teamOf()?.name, channel?.topic].filter(Boolean).join(" · ")));
}

function draw() {
  if (!tenant.state || !tenant.conversation) return;
  const held = document.activeElement;
  const firstNew = newLine();
  if (tenant.waiting) list.show([]);
  else if (tenant.posts.length === 0) list.show([{ key: "empty", is: tenant.conversation, make: empty }]);
  else list.show(isChat() ? chatRows(firstNew) : channelRows(firstNew));
  if (held !== document.activeElement && held?.isConnected && list.node.contains(held)) held.focus({ preventScroll: true });
  markRead();
}

/** The "New" line stays where it was when the conversation was opened. */
function newLine() {
  if (tenant.unreadOnOpen > 0 && tenant.posts.length > 0) {
    const others = tenant.posts.filter((post) => post.from !== tenant.me);
    tenant.firstUnread = others.at(-Math.min(tenant.unreadOnOpen, others.length))?.id ?? null;
    tenant.unreadOnOpen = 0;
  }
  return tenant.posts.some((post) => post.id === tenant.firstUnread) ? tenant.firstUnread : null;
}

const separator = (key, name, face) => ({ key, is: "", make: () => h("div", { class: name, role: "separator" }, h("span", null, face)) });
const newRow = () => separator("new", "new-line", "New");
const shownIn = (posts) => posts.filter((post) => !post.deleted || tenant.posts.some((other) => other.thread === post.id));

function row(post, options = {}) {
  return { key: post.id, is: JSON.stringify([post, options, stateOf(post), dayLabel(instant(post.at))]), make: () => drawPost(post, options) };
}

function chatRows(firstNew) {
  const rows = [];
  shownIn(tenant.posts).forEach((post, index, all) => {
    const before = all[index - 1];
    const at = instant(post.at);
    if (before) rows.push(...moveRow(instant(before.at), at));
    if (!before || !sameDay(instant(before.at), at)) rows.push({ ...separator(`day-${at.toDateString()}`, "day", dayLabel(at)), is: dayLabel(at) });
    if (post.id === firstNew) rows.push(newRow());
    rows.push(row(post, { classes: post.card ? "bubble with-card" : "bubble" }));
  });
  rows.push(...moveRow(instant(tenant.posts.at(-1).at), businessNow()));
  return rows;
}

/** Threads in the order of their last message, so that what is new stands at the end. */
function channelRows(firstNew) {
  const threads = Map.groupBy(shownIn(tenant.posts), (post) => post.thread ?? post.id);
  const last = (posts) => Number(posts.at(-1).id);
  return [...threads].sort(([, a], [, b]) => last(a) - last(b)).flatMap(([id, posts]) => threadRows(id, posts, firstNew));
}

function threadRows(id, [first, ...replies], firstNew) {
  const folds = replies.length > inSight && !unfolded.has(id) && !replies.slice(0, -inSight).some((post) => post.id === firstNew);
  const shown = folds ? replies.slice(-inSight) : replies;
  const mark = (post) => post.id === firstNew ? [newRow()] : [];
  return [
    ...mark(first), row(first, { classes: "thread-first" }),
    ...folds ? [{ key: `more-${id}`, is: `${replies.length}`, make: () => unfoldRow(id, replies.length - inSight) }] : [],
    ...shown.flatMap((post) => [...mark(post), row(post, { classes: "thread-reply", avatar: 24 })]),
    { key: `foot-${id}`, is: `${tenant.me} ${replying.has(id)}`, make: () => footOf(id, first) },
  ];
}

const unfoldRow = (id, count) => h("div", { class: "thread-more" }, h("button", {
  type: "button", class: "plain-link", on: { click: () => { unfolded.add(id); emit("posts"); } },
}, count === 1 ? "See 1 more reply" : `See ${count} more replies`));

function footOf(id, first) {
  const box = replying.get(id);
  return h("div", { class: "thread-foot" }, box ? box.node : h("button", {
    type: "button", class: "reply-button", on: { click: () => reply(id) },
  }, icon("reply", 14), "Reply", hidden(` to ${isTheBot(first.from) ? first.summary ?? "HandoffBot" : first.text.replaceAll(/<\/?at>/g, "").slice(0, 80)}`)));
}

function reply(id) {
  const box = new PostBox({ id: `reply-${id}`, thread: () => id });
  box.placed();
  replying.set(id, box);
  draw();
  // The list gives the focus of what it has redrawn back to itself first.
  queueMicrotask(() => box.input.focus());
}

function empty() {
  const { bot } = tenant.state;
  return h("div", { class: "empty" },
    h("div", { class: "empty-mark", "aria-hidden": "true" }, icon(isChat() ? "reply" : "hash", 26)),
    h("h2", null, isChat() ? `This is your chat with ${bot.name}` : `Welcome to ${titleOf()}`),
    h("p", null, isChat() ? "What concerns only you arrives here: cards of your handoffs, questions and pings." : channelOf()?.topic || "Nothing has been said yet."),
    h("p", null, isChat() ? ["Type ", h("kbd", null, "help"), " below to see what can be said."] : ["Mention the bot to talk to it: ", h("kbd", null, `@${bot.name} help`), "."]));
}

let reading = "";

/** What stands on the screen of a visible page counts as read. */
function markRead() {
  const newest = tenant.posts.at(-1);
  if (!newest || document.visibilityState !== "visible" || !isInFront() || !list.atBottom) return;
  const mark = `${tenant.me} ${tenant.conversation} ${newest.id}`;
  if (mark === reading) return;
  reading = mark;
  quietly(() => teamsApi.read(tenant.me, tenant.conversation, newest.id));
}
