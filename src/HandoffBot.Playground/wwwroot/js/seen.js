// How many replies of a thread each person has seen, so that a ping in a thread does not go unnoticed in the channel.
import { store } from "./store.js";

const key = "handoffbot-playground-seen";
let seen = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

const nameOf = (ts) => `${store.me} ${store.channel} ${ts}`;

/** Replies to a message that the person being played has not seen; their own do not count before they looked. */
export function newReplies(message) {
  const onlyMine = (message.reply_users ?? []).every((id) => id === store.me);
  return message.reply_count && !onlyMine ? Math.max(0, message.reply_count - (seen[nameOf(message.ts)] ?? 0)) : 0;
}

/** The person looks at a thread; true when there was something new in it. */
export function see(ts, replies) {
  if ((seen[nameOf(ts)] ?? 0) === replies) return false;
  seen = Object.fromEntries([...Object.entries(seen), [nameOf(ts), replies]].slice(-500));
  localStorage.setItem(key, JSON.stringify(seen));
  return true;
}
