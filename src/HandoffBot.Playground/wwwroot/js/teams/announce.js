// What a screen reader says by itself about Microsoft Teams: what arrives here, that something arrived elsewhere, and where one is.
import { say } from "../announce.js";
import { on } from "../store.js";
import { accountOf, channels, isChat, isInFront, nameOf, tenant, titleOf } from "./tenant.js";

const most = 160;
let place = null;
let newest = null;
let unread = null;

export function startAnnouncingTeams() {
  on("spot", ({ moved }) => {
    if (!moved || !isInFront()) return;
    const who = place?.me === tenant.me ? "" : `You play ${accountOf(tenant.me)?.name} in Microsoft Teams. `;
    if (place || who) say(`${who}${isChat() ? "Chat with" : "Channel"} ${titleOf()}`);
    place = { me: tenant.me };
    newest = null;
    if (who) unread = null;
  });
  on("platform", () => { place = null; newest = null; unread = null; });
  on("posts", arrivedHere);
  on("tenant", arrivedElsewhere);
}

/** The first loading of a conversation is its past and no news. */
function arrivedHere() {
  if (tenant.waiting || !isInFront()) return;
  const before = newest;
  newest = Number(tenant.posts.at(-1)?.id ?? 0);
  if (before === null) return;
  const fresh = tenant.posts.filter((post) => Number(post.id) > before && post.from !== tenant.me);
  if (fresh.length > 2) say(`${fresh.length} new messages`);
  else for (const post of fresh) say(`${nameOf(post.from)}: ${plain(post)}`);
}

function arrivedElsewhere() {
  if (!isInFront()) return;
  const before = unread;
  unread = new Map([tenant.state.chat, ...channels()].map((one) => [one.id, one.unread]));
  if (before === null) return;
  for (const [id, count] of unread) if (id !== tenant.conversation && count > (before.get(id) ?? 0)) say(`Something new: ${isChat(id) ? "Chat with" : "Channel"} ${titleOf(id)}`);
}

function plain(post) {
  const words = (post.card ? post.summary ?? post.card.fallbackText ?? "" : post.text).replaceAll(/<\/?at>/g, "").replaceAll("\u200b", "");
  return words.length > most ? `${words.slice(0, most)}…` : words;
}
