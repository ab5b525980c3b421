// What the page shows of Slack, and who wants to hear when it changes. Modules draw from `store` and listen by topic:
//   state (people, channels, unread marks) · clock · messages · thread · place (person, conversation, thread) · view · tab · home · crowd
//   platform (which of the two is shown). What it shows of Microsoft Teams is in teams/tenant.js.
import { api, Gone } from "./api.js";
import { calmly } from "./press.js";
import { businessNow } from "./time.js";

export const store = {
  platform: "slack",    // or "msteams": which half is in front
  state: null,          // the answer of /player/state
  clock: null,          // business time, of whichever half has said it last
  me: null,             // user id of the person being played
  channel: null,        // id of the open conversation
  thread: null,         // ts of the open thread
  messages: [],         // of the open conversation, oldest first
  replies: [],          // of the open thread, its parent first
  view: null,           // the topmost modal of this person
  tab: "messages",      // or "home": which tab of the bot's direct chat is in front
  home: null,           // what the bot published for this person's Home tab
  crowd: new Map(),     // e-mail → { unread, mentions } of the people not played, on both platforms
  waiting: true,        // nothing was loaded yet of the open conversation
  firstUnread: null,    // ts below which the "New" line stands
};

const bus = new EventTarget();
export const on = (topic, listener) => bus.addEventListener(topic, (event) => listener(event.detail));
export const emit = (topic, detail) => bus.dispatchEvent(new CustomEvent(topic, { detail }));

/** The same of something that was loaded anew, which is drawn once nobody presses anything. */
export const show = (topic) => calmly(topic, () => emit(topic));

/** What only the page says to the person, as a client does when a command fails; kept until the page is reloaded. */
const asides = new Map();
const dismissed = new Set();
const placeKey = (person, channel, thread) => [person, channel, thread ?? ""].join(" ");

export function sayAside(text, channel = store.channel, thread = store.thread) {
  const newest = Math.max(businessNow() / 1000, Number(store.messages.at(-1)?.ts ?? 0) + 0.0001);
  const key = placeKey(store.me, channel, thread);
  const aside = { ts: newest.toFixed(6), user: "page", username: "Playground", text, ephemeral: true, plain: true };
  asides.set(key, [...(asides.get(key) ?? []), aside]);
  emit(thread ? "thread" : "messages");
}

export function dismiss(ts) {
  dismissed.add(ts);
  emit("messages");
  emit("thread");
}

/** Messages as shown: with asides, without what was deleted or dismissed. */
export function shown(messages, thread = null) {
  const extra = asides.get(placeKey(store.me, store.channel, thread)) ?? [];
  return [...messages, ...extra]
    .filter((message) => !dismissed.has(message.ts) && !(message.deleted && !message.reply_count))
    .sort((a, b) => Number(a.ts) - Number(b.ts));
}

export const person = (id) => store.state?.people.find((one) => one.id === id);
export const conversations = () => store.state ? [...store.state.channels, ...store.state.directs] : [];
export const conversation = (id) => conversations().find((one) => one.id === id);
export const isDirect = (one) => Boolean(one?.with);

/** How somebody is called: a person, the bot, or whatever the message says. */
export function nameOf(id, username) {
  if (username) return username;
  const { bot } = store.state;
  return id === bot.user_id || id === bot.id ? bot.name : person(id)?.name ?? id ?? "Unknown";
}
export const isBot = (id) => id === store.state?.bot.user_id || id === store.state?.bot.id;

/** Of two answers that overtake each other the one that was asked for later stands. */
const newest = {};
export function ask(what) {
  const turn = (newest[what]?.asked ?? 0) + 1;
  newest[what] = { asked: turn, shown: newest[what]?.shown ?? 0 };
  return () => {
    const isNewer = turn > newest[what].shown;
    if (isNewer) newest[what].shown = turn;
    return isNewer;
  };
}

export async function loadState() {
  const asked = store.me;
  const isNewer = ask("state");
  const state = await stateOf(asked);
  if (asked !== store.me || !isNewer()) return;
  if (asked !== null && idOf(state) !== asked) return emit("stranger", idOf(state));
  store.state = state;
  store.me ??= idOf(state);
  show("state");
  tellTime(state.clock);
}

/** The clock is one for both halves. */
export function tellTime(clock) {
  store.clock = { ...clock, readAt: performance.now() };
  show("clock");
}

const idOf = (state) => typeof state.me === "string" ? state.me : state.me.id;

/** Of somebody who is no longer in the workspace nothing can be asked; whoever comes first is played instead. */
async function stateOf(id) {
  try {
    return await api.state(id);
  } catch (error) {
    if (error instanceof Gone) return api.state(null);
    throw error;
  }
}

export async function loadMessages() {
  const { me, channel } = store;
  if (!channel) return;
  const isNewer = ask("messages");
  const { messages } = await api.messages(me, channel);
  if (me !== store.me || channel !== store.channel || !isNewer()) return;
  if (!messages) return emit("nowhere");
  store.messages = messages;
  store.waiting = false;
  show("messages");
}

export async function loadThread() {
  const { me, channel, thread } = store;
  if (!thread) return;
  const isNewer = ask("thread");
  const { messages } = await api.messages(me, channel, thread);
  if (me !== store.me || channel !== store.channel || thread !== store.thread || !messages || !isNewer()) return;
  store.replies = messages;
  show("thread");
}

export async function loadView() {
  const { me } = store;
  const isNewer = ask("view");
  const { view } = await api.view(me);
  if (me !== store.me || !isNewer()) return;
  store.view = view ?? null;
  show("view");
}

export async function loadHome() {
  const { me } = store;
  if (store.tab !== "home") return;
  const isNewer = ask("home");
  const { view } = await api.home(me);
  if (me !== store.me || !isNewer()) return;
  store.home = view ?? null;
  show("home");
}
