// One message: author, time, text or blocks, and what hangs below it (replies, "only visible to you").
import { h, icon, hidden } from "./dom.js";
import { api } from "./api.js";
import { avatarOf } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { openThread } from "./place.js";
import { store, emit, dismiss, isBot, loadMessages, loadView, nameOf, sayAside } from "./store.js";
import { newReplies } from "./seen.js";
import { Surface } from "./surface.js";
import { failed, quietly } from "./live.js";
import { fromTs, fullTime, timeOfDay } from "./time.js";

const surfaces = new Map();

function surfaceOf(message, inThread) {
  const where = { as: store.me, channel: store.channel, ts: message.ts };
  const name = Object.values(where).join(" ");
  if (!surfaces.has(name)) surfaces.set(name, new Surface({
    async send(action) {
      emit("acted", action);
      const answer = await api.action({ ...where, action, state: surfaces.get(name).state(surfaces.get(name).blocks) });
      const sentence = failed(answer);
      if (sentence && where.as === store.me) sayAside(sentence, where.channel, inThread ? store.thread : null);
    },
    ask: (blockId, actionId, value) => api.suggest({ ...where, block_id: blockId, action_id: actionId, value }),
  }));
  const surface = surfaces.get(name);
  surface.blocks = message.blocks;
  return surface;
}

export function drawMessage(message, { grouped, inThread }) {
  const date = fromTs(message.ts);
  const bot = isBot(message.user);
  const classes = ["message", grouped && "grouped", message.ephemeral && "ephemeral", bot && "from-bot"].filter(Boolean).join(" ");
  const name = nameOf(message.user, message.username);
  const when = h("time", { class: "when", datetime: date.toISOString(), title: fullTime(date) }, timeOfDay(date));
  return h("article", { class: classes, tabindex: "-1", data: { ts: message.ts }, aria: { label: `${name}, ${timeOfDay(date)}` } },
    h("div", { class: "gutter" }, grouped ? when : avatarOf(message.user, message.username)),
    h("div", { class: "message-body" },
      message.ephemeral && h("div", { class: "only-you" }, icon("eye", 13), "Only visible to you"),
      !grouped && h("div", { class: "byline" }, h("span", { class: "author" }, name), bot && h("span", { class: "app-badge" }, "APP"), when),
      message.broadcast && h("div", { class: "broadcast" }, icon("reply", 13), inThread ? "also sent to the channel" : h("button", { type: "button", class: "plain-link", on: { click: () => quietly(() => openThread(message.thread_ts)) } }, "replied to a thread")),
      content(message, inThread),
      !inThread && replies(message),
      message.ephemeral && h("button", { type: "button", class: "plain-link small", on: { click: () => dismiss(message.ts) } }, "Dismiss", hidden(" this message"))),
    tools(message, name, inThread));
}

/** Replying, and what the app offers on any message, whoever wrote it. */
function tools(message, name, inThread) {
  if (message.ephemeral || message.deleted) return null;
  const canReply = !inThread && !message.broadcast;
  const offered = store.state.on_messages ?? [];
  return (canReply || offered.length > 0) && h("div", { class: "message-tools" },
    canReply && h("button", { type: "button", class: "icon-button", title: "Reply in thread", aria: { label: `Reply in thread to ${name}` }, on: { click: () => quietly(() => openThread(message.thread_ts ?? message.ts)) } }, icon("reply")),
    offered.length > 0 && menuButton({
      label: "More actions", face: icon("more"), look: "icon-button",
      options: offered.map((each) => ({ ...each, text: each.title, description: store.state.bot.name })),
      choose: (one) => quietly(() => act(message, one.id, inThread)),
    }));
}

async function act(message, callback, inThread) {
  const { me, channel } = store;
  const answer = await api.onMessage({ as: me, channel, ts: message.ts, callback_id: callback });
  const sentence = failed(answer);
  if (sentence && me === store.me) sayAside(sentence, channel, inThread ? store.thread : null);
  if (me === store.me) await Promise.all([quietly(loadView), quietly(loadMessages)]);
}

function content(message, inThread) {
  if (message.deleted) return h("div", { class: "text deleted" }, "This message was deleted.");
  const edited = message.edited && !isBot(message.user) && h("span", { class: "edited" }, " (edited)");
  if (message.blocks?.length) return h("div", { class: "blocks" }, drawBlocks(message.blocks, surfaceOf(message, inThread)), edited);
  return h("div", { class: "text" }, message.plain ? message.text : mrkdwn(message.text), edited);
}

function replies(message) {
  if (!message.reply_count) return null;
  const fresh = newReplies(message);
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "replies", on: { click: () => quietly(() => openThread(message.ts)) } },
    (message.reply_users ?? []).slice(0, 4).map((id) => avatarOf(id, null, 22)), h("span", { class: "replies-count" }, count), fresh > 0 && h("span", { class: "replies-new" }, `${fresh} new`), h("span", { class: "replies-more" }, "View thread"));
}

/** Brings a message into sight and lights it up for a moment. */
export function flash(container, ts) {
  const node = [...container.querySelectorAll("[data-ts]")].find((each) => each.dataset.ts === ts);
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 2200);
}
