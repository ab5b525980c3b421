// Where the person is in Microsoft Teams: whom one plays, and which chat or channel is open.
import { teamsApi } from "../api.js";
import { emit, on } from "../store.js";
import { writeAddress } from "../place.js";
import { tenant, channels, isChat, isThere, loadDialog, loadPosts, loadTenant } from "./tenant.js";

const lastSpot = new Map();

/** Becomes another person; they come back to where they were last, or to what waits for them. */
export async function becomeInTeams(id) {
  const was = tenant.me;
  if (was !== null && tenant.conversation) lastSpot.set(was, tenant.conversation);
  const before = tenant.conversation;
  tenant.me = id;
  try {
    await loadTenant();
  } catch (error) {
    if (tenant.me === id) tenant.me = was;
    throw error;
  }
  if (was !== tenant.me) tenant.dialog = null;
  emit("person");
  await goToSpot(startSpot(was === tenant.me ? before : null));
  await loadDialog();
}

/** What waits for the person, else where they were, else their chat with the bot. */
export function startSpot(wanted = null) {
  const { chat } = tenant.state;
  const mentioned = channels().find((channel) => channel.mentions > 0)?.id;
  const remembered = [wanted, chat.unread > 0 ? chat.id : null, mentioned, lastSpot.get(tenant.me)].find((id) => id && isThere(id));
  return remembered ?? channels().find((channel) => channel.unread > 0)?.id ?? chat.id;
}

/** Opens a chat or channel; `highlight` flashes one message. */
export async function goToSpot(conversation, { highlight = null } = {}) {
  const moved = conversation !== tenant.conversation || tenant.shownFor !== tenant.me;
  tenant.conversation = conversation;
  tenant.shownFor = tenant.me;
  writeAddress();
  if (moved) {
    tenant.posts = [];
    tenant.waiting = true;
    tenant.unreadOnOpen = isChat() ? tenant.state.chat.unread : channels().find((channel) => channel.id === conversation)?.unread ?? 0;
  }
  emit("spot", { moved });
  await Promise.all([loadPosts(), introduced()]);
  if (highlight) emit("highlight-post", highlight);
}

/** Who opens the chat with a bot for the first time has added its app. */
async function introduced() {
  if (isChat() && !tenant.state.chat.installed) await teamsApi.open(tenant.me);
}

/** A tenant that was set up anew may have neither the person nor the conversation that this page showed. */
export function startSpots() {
  on("stranger-in-tenant", (id) => becomeInTeams(id).catch(() => {}));
  on("nowhere-in-tenant", () => { if (tenant.conversation !== tenant.state.chat.id) goToSpot(tenant.state.chat.id).catch(() => {}); });
}

/** Takes the address of a message apart: https://teams.microsoft.com/l/message/CONVERSATION/ID?… */
export function readMessageLink(url) {
  const found = /^https:\/\/teams\.microsoft\.com\/l\/message\/([^/]+)\/(\d+)(?:\?|$)/.exec(url);
  return found && { conversation: decodeURIComponent(found[1]), id: found[2] };
}
