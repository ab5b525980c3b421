// What a screen reader says by itself: a new message in the open conversation, somewhere else that something arrived, and
// where one is. One sentence at a time, shortly after the last of a burst, and nothing that the person has just done.
import { store, on, conversation, conversations, isDirect, nameOf, person } from "./store.js";

const most = 160;
let waiting = [];
let timer = null;

/** Says it politely. While a dialog is open the rest of the page is silent, so it is said in there. */
export function say(sentence) {
  if (!sentence) return;
  waiting.push(sentence);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const region = document.querySelector("dialog[open] [data-announcer]") ?? document.getElementById("announcer");
    region.textContent = "";
    const words = waiting.join(". ");
    waiting = [];
    requestAnimationFrame(() => { region.textContent = words; });
  }, 500);
}

let place = null;
let newest = null;
let unread = null;

export function startAnnouncing() {
  on("place", ({ moved }) => {
    if (!moved) return;
    const who = place && place.me !== store.me ? `You play ${person(store.me)?.name}. ` : "";
    if (place) say(`${who}${title(store.channel)}`);
    place = { me: store.me, channel: store.channel };
    newest = null;
    if (who) unread = null;
  });
  on("messages", arrivedHere);
  on("state", arrivedElsewhere);
  on("platform", () => { place = null; newest = null; unread = null; });
}

function title(id) {
  const here = conversation(id);
  return !here ? "" : isDirect(here) ? `Direct messages with ${here.with.name}` : `Channel ${here.name}`;
}

/** The first loading of a conversation is its past and no news. */
function arrivedHere() {
  if (store.waiting || store.platform !== "slack") return;
  const before = newest;
  newest = store.messages.at(-1)?.ts ?? "0";
  if (before === null) return;
  const fresh = store.messages.filter((message) => Number(message.ts) > Number(before) && message.user !== store.me);
  if (fresh.length > 2) say(`${fresh.length} new messages`);
  else for (const message of fresh) say(`${message.ephemeral ? "Only visible to you, " : ""}${nameOf(message.user, message.username)}: ${plain(message.text)}`);
}

function arrivedElsewhere() {
  if (store.platform !== "slack") return;
  const before = unread;
  unread = new Map(conversations().map((one) => [one.id, one.unread ?? 0]));
  if (before === null) return;
  for (const [id, count] of unread) if (id !== store.channel && count > (before.get(id) ?? 0)) say(`Something new: ${title(id)}`);
}

/** The text of a message's notification, without its marks. */
function plain(text) {
  const words = (text ?? "").replaceAll(/<(?:[^>|]*\|)?([^>]*)>/g, "$1").replaceAll(/[*_~`]/g, "").replaceAll(/:[a-z0-9_+-]+:/g, "").replaceAll(/\s+/g, " ").trim();
  return words.length > most ? `${words.slice(0, most)}…` : words;
}
