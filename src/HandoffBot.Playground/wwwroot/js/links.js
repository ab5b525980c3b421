// Links in messages. Those that point at a message of this workspace or tenant open it in the page; others open a new tab.
import { conversation, store } from "./store.js";
import { go, readPermalink } from "./place.js";
import { platformNames, play, played } from "./people.js";
import { goToSpot, readMessageLink } from "./teams/spot.js";
import { tenant, isThere } from "./teams/tenant.js";
import { toast } from "./toast.js";
import { h } from "./dom.js";

const allowed = /^(https?:|mailto:|tel:)/i;
export const isSafe = (url) => allowed.test(url);

/** The message of this page that a link points at: its platform, and how to open it there. */
export function messageAt(url) {
  const [slack, teams] = [readPermalink(url), readMessageLink(url)];
  if (slack) return { platform: "slack", isSeen: () => Boolean(conversation(slack.channel)), open: () => go(slack.channel, { thread: slack.thread, highlight: slack.ts }) };
  return teams && tenant.state ? { platform: "msteams", isSeen: () => isThere(teams.conversation), open: () => goToSpot(teams.conversation, { highlight: teams.id }) } : null;
}

export async function follow(url) {
  const target = messageAt(url);
  if (!target) return isSafe(url) && void window.open(url, "_blank", "noopener,noreferrer");
  const name = platformNames[target.platform];
  if (target.platform !== store.platform) {
    const who = played();
    if (!who?.[target.platform]) return toast(`That message is in ${name}, where ${who?.name ?? "this person"} has no account.`);
    await play(who, target.platform);
  }
  if (target.isSeen()) await target.open();
  else toast(`That message is in a conversation of ${name} that ${played()?.name ?? "this person"} does not see.`);
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
