// Where the person is: who they play, which conversation and thread are open. Kept in the address, so that a reload
// and a second window stay where they were.
import { api } from "./api.js";
import { store, emit, on, loadState, loadMessages, loadThread, loadView, conversations, conversation, isDirect } from "./store.js";
import { tenant } from "./teams/tenant.js";

const lastPlace = new Map();

/** The address says person and conversation after the "#"; the address of a message, too, opens the page at it. */
export function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (wanted.get("on") === "msteams") {
    store.platform = "msteams";
    tenant.me = wanted.get("as");
    return { channel: null, conversation: wanted.get("in") };
  }
  store.me = wanted.get("as");
  const message = readPermalink(location.href.split("#")[0]);
  return { channel: message?.channel ?? wanted.get("in"), thread: message?.thread ?? null, highlight: message?.ts ?? null };
}

/** Takes the permalink of a message apart: …/archives/C1/p1700000000000100?thread_ts=… */
export function readPermalink(url) {
  const found = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?([^#]*))?$/.exec(url);
  return found && { channel: found[1], ts: `${found[2]}.${found[3]}`, thread: new URLSearchParams(found[4] ?? "").get("thread_ts") };
}

export function writeAddress() {
  const here = store.platform === "msteams" ? { on: "msteams", as: tenant.me, in: tenant.conversation ?? "" } : { as: store.me, in: store.channel ?? "" };
  history.replaceState(null, "", `/#${new URLSearchParams(here)}`);
}

/** Becomes another person; they come back to the conversation in which they were last. */
export async function become(id) {
  if (id === store.me && store.channel) return;
  const [was, before] = [store.me, store.channel];
  store.me = id;
  try {
    await loadState();
  } catch (error) {
    if (store.me === id) store.me = was;
    throw error;
  }
  lastPlace.set(was, before);
  store.view = null;
  store.thread = null;
  emit("person");
  await go(firstUnread() ?? lastPlace.get(id) ?? (conversation(before)?.is_member ? before : null) ?? homeChannel());
  await loadView();
}

const firstUnread = () => conversations().find((one) => (isDirect(one) ? one.unread : one.mentions) > 0)?.id ?? null;
const homeChannel = () => (conversations().find((one) => one.is_member) ?? conversations()[0])?.id ?? null;
export const startPlace = (wanted) => conversation(wanted)?.id ?? firstUnread() ?? homeChannel();

/** A workspace that was set up anew may have neither the person nor the conversation that this page showed. */
export function startPlaces() {
  on("stranger", (id) => { store.me = null; become(id).catch(() => {}); });
  on("nowhere", () => { if (homeChannel() && homeChannel() !== store.channel) go(homeChannel()).catch(() => {}); });
}

/** Opens a conversation, and in it a thread; `highlight` flashes one message. */
export async function go(channel, { thread = null, highlight = null } = {}) {
  const moved = channel !== store.channel || store.shownFor !== store.me;
  store.channel = channel;
  store.shownFor = store.me;
  store.thread = thread;
  writeAddress();
  if (moved) {
    store.messages = [];
    store.waiting = true;
    store.unreadOnOpen = conversation(channel)?.unread ?? 0;
  }
  store.replies = [];
  if (moved) showTab("messages");
  emit("place", { moved });
  await Promise.all([loadMessages(), loadThread()]);
  if (highlight) emit("highlight", highlight);
}

/** The tabs of the bot's direct chat. Opening its Home tells the bot, each time. */
export function showTab(tab) {
  if (tab === store.tab) return;
  store.tab = tab;
  emit("tab");
  if (tab === "home") api.openHome(store.me);
}

export const openThread = (ts) => go(store.channel, { thread: ts });
export const closeThread = () => go(store.channel);
