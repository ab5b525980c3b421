// One message of Microsoft Teams: words or a card, and what was answered to the person alone when they pressed something on it.
import { h, icon, hidden } from "../dom.js";
import { teamsApi } from "../api.js";
import { paintAvatar } from "../avatar.js";
import { drawCard } from "../cards/card.js";
import { markdown } from "../cards/markdown.js";
import { CardSurface } from "../cards/surface.js";
import { menuButton } from "../menu.js";
import { emit } from "../store.js";
import { failed, quietly } from "../live.js";
import { say } from "../announce.js";
import { fullTime, instant, sameDay, shortDay, timeOfDay, businessNow } from "../time.js";
import { tell } from "./tell.js";
import { tenant, accountOf, isTheBot, loadDialog, loadPosts, nameOf } from "./tenant.js";

const surfaces = new Map();
const notes = new Map();
const keyOf = (post) => `${tenant.me} ${post.id}`;

export const noteOn = (post) => notes.get(keyOf(post)) ?? null;

/** What a redraw of the message depends on besides the message. */
export const stateOf = (post) => [noteOn(post), surfaces.get(keyOf(post))?.errors ?? null];

export function avatarFor(id, size) {
  if (isTheBot(id)) return h("img", { class: "avatar-bot", src: "/favicon.svg", alt: "", width: size, height: size });
  const one = accountOf(id) ?? { id, name: "?" };
  const node = paintAvatar(one, size);
  node.classList.add("round");
  return node;
}

export function drawPost(post, { classes = "", avatar = 32 } = {}) {
  const mine = post.from === tenant.me;
  const at = instant(post.at);
  const name = nameOf(post.from);
  const when = sameDay(at, businessNow()) ? timeOfDay(at) : `${shortDay(at)}, ${timeOfDay(at)}`;
  return h("article", { class: ["post", mine && "mine", classes].filter(Boolean).join(" "), tabindex: "-1", data: { ts: post.id }, aria: { label: `${name}, ${when}` } },
    h("div", { class: "post-face" }, avatarFor(post.from, avatar)),
    h("div", { class: "post-body" },
      h("div", { class: "byline" }, h("span", { class: "author" }, name), isTheBot(post.from) && h("span", { class: "app-badge" }, "APP"), h("time", { class: "when", datetime: at.toISOString(), title: fullTime(at) }, when),
        post.edited && !isTheBot(post.from) && h("span", { class: "edited" }, "Edited")),
      content(post),
      note(post)),
    tools(post));
}

/** What the app offers on any message, whoever wrote it. */
function tools(post) {
  const offered = tenant.state.on_messages ?? [];
  return !post.deleted && offered.length > 0 && h("div", { class: "message-tools" }, menuButton({
    label: "More actions", face: icon("more"), look: "icon-button",
    options: offered.map((each) => ({ ...each, text: each.title, description: tenant.state.bot.name })),
    choose: (one) => extend({ command: one.id, message: post.id }),
  }));
}

/** An action of the app: its answer is a dialog, or a sentence. */
export async function extend(chosen) {
  const { me: as, conversation } = tenant;
  const answer = await teamsApi.extension({ as, conversation, ...chosen });
  if (as !== tenant.me) return;
  const sentence = answer.message ?? failed(answer);
  if (sentence) tell(sentence);
  await quietly(loadDialog);
}

function content(post) {
  if (post.deleted) return h("div", { class: "text deleted" }, "This message has been deleted.");
  if (post.card) return h("div", { class: "card" }, drawCard(post.card, surfaceOf(post)));
  return h("div", { class: "text" }, post.text_format === "markdown" ? markdown(post.text, mentionsOf(post.entities)) : words(post));
}

/** Plain words, in which only mentions are more than they are. */
function words(post) {
  const known = mentionsOf(post.entities);
  return post.text.split(/(<at>.+?<\/at>)/).map((part) => {
    const who = known.find((each) => each.text === part);
    return who ? h("span", { class: who.me ? "mention me" : "mention" }, who.name) : part;
  });
}

const mentionsOf = (entities) => (entities ?? []).filter((each) => each.type === "mention").map((each) => ({
  text: each.text, name: each.mentioned.name, me: accountOf(each.mentioned.id)?.id === tenant.me,
}));

function note(post) {
  const said = noteOn(post);
  return said && h("div", { class: "only-you", role: "note" }, icon("eye", 13), h("span", null, hidden("Only visible to you: "), said),
    h("button", { type: "button", class: "plain-link small", on: { click: () => { notes.delete(keyOf(post)); emit("posts"); } } }, "Dismiss", hidden(" what was said to you alone")));
}

function surfaceOf(post) {
  const key = keyOf(post);
  if (!surfaces.has(key)) surfaces.set(key, newSurface(key, { as: tenant.me, conversation: tenant.conversation, message: post.id }));
  const surface = surfaces.get(key);
  surface.mentions = () => mentionsOf(post.card.msteams?.entities);
  return surface;
}

function newSurface(key, where) {
  const surface = new CardSurface({
    async act(pointer, action) {
      emit("acted-on-card", action);
      surface.errors = {};
      const answer = await teamsApi.action({ ...where, action: pointer, inputs: surface.inputs });
      if (where.as !== tenant.me) return;
      surface.errors = answer.errors ?? {};
      const opensDialog = action.data?.msteams?.type === "task/fetch";
      if (answer.message && opensDialog) tell(answer.message);
      else whisper(key, answer.message ?? failed(answer));
      await Promise.all([quietly(loadDialog), quietly(loadPosts)]);
    },
    ask: (input, value) => teamsApi.suggest({ ...where, input, value, inputs: surface.inputs }),
  });
  surface.changed = (id) => { delete surface.errors[id]; };
  return surface;
}

function whisper(key, sentence) {
  notes.delete(key);
  if (sentence) {
    notes.set(key, sentence);
    say(`Only visible to you: ${sentence}`);
  }
  emit("posts");
}

