// Links in messages. Those that point at a message of this workspace open it in the page; others open a new tab.
import { conversation } from "./store.js";
import { go, readPermalink } from "./place.js";
import { h } from "./dom.js";

const allowed = /^(https?:|mailto:|tel:)/i;
export const isSafe = (url) => allowed.test(url);

/** The message of this workspace that a link points at, if the person can see its conversation. */
export function messageAt(url) {
  const message = readPermalink(url);
  return message && conversation(message.channel) ? message : null;
}

export function follow(url) {
  const target = messageAt(url);
  if (target) go(target.channel, { thread: target.thread, highlight: target.ts });
  else if (isSafe(url)) window.open(url, "_blank", "noopener,noreferrer");
}

export function link(url, children) {
  if (!isSafe(url)) return h("span", null, children);
  const element = h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" }, children);
  if (messageAt(url)) {
    element.removeAttribute("target");
    element.addEventListener("click", (event) => {
      event.preventDefault();
      follow(url);
    });
  }
  return element;
}
