// What the page shows of Microsoft Teams. Modules listen, on the page's one bus, to the topics
//   tenant (people, teams, unread marks) · posts · spot (person, conversation) · dialog
import { teamsApi, Gone } from "../api.js";
import { store, emit, ask, show, tellTime } from "../store.js";

export const tenant = {
  state: null,          // the answer of /player/msteams/state; null where nobody is in Microsoft Teams
  me: null,             // Entra object id of the person being played
  conversation: null,   // id of the open chat or channel
  posts: [],            // of it, replies among them, oldest first
  dialog: null,         // the open dialog of this person
  waiting: true,        // nothing was loaded yet of the open conversation
};

export const isInFront = () => store.platform === "msteams";
export const channels = (state = tenant.state) => state?.teams.flatMap((team) => team.channels) ?? [];
export const isChat = (id = tenant.conversation) => id !== null && id === tenant.state?.chat.id;
export const channelOf = (id = tenant.conversation) => channels().find((channel) => channel.id === id);
export const teamOf = (id = tenant.conversation) => tenant.state?.teams.find((team) => team.channels.some((channel) => channel.id === id));
export const isThere = (id) => isChat(id) || Boolean(channelOf(id));

/** A chat, a channel: how it is called. */
export const titleOf = (id = tenant.conversation) => isChat(id) ? tenant.state.bot.name : channelOf(id)?.name ?? "";

/** By the id in Entra, or the one under which the bot knows somebody. */
export const accountOf = (id) => tenant.state?.people.find((one) => one.id === id || one.account === id);
export const isTheBot = (id) => id === tenant.state?.bot.id;
export const nameOf = (id) => isTheBot(id) ? tenant.state.bot.name : accountOf(id)?.name ?? "Somebody";

/** What waits in the chat concerns the person alone; in a channel, what mentions them does. */
export const unreadOf = (state) => [{ unread: state.chat.unread, mentions: state.chat.unread }, ...channels(state).map((one) => ({ unread: one.unread, mentions: one.mentions }))];
export const tenantUnread = () => tenant.state ? unreadOf(tenant.state).reduce((sum, each) => sum + each.unread, 0) : 0;

export async function loadTenant() {
  const asked = tenant.me;
  const isNewer = ask("tenant");
  const state = await stateOf(asked);
  if (asked !== tenant.me || !isNewer()) return;
  if (state === null) return;
  tenant.state = state;
  tellTime(state.clock);
  if (asked !== null && state.me !== asked) return emit("stranger-in-tenant", state.me);
  tenant.me = state.me;
  show("tenant");
}

/** Of somebody who is no longer in the tenant nothing can be asked; whoever comes first is played instead. Null where there is nobody. */
async function stateOf(id) {
  try {
    return await teamsApi.state(id);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    return id === null ? null : stateOf(null);
  }
}

export async function loadPosts() {
  const { me, conversation } = tenant;
  if (!conversation) return;
  const isNewer = ask("posts");
  const { messages } = await teamsApi.messages(me, conversation);
  if (me !== tenant.me || conversation !== tenant.conversation || !isNewer()) return;
  if (!messages) return emit("nowhere-in-tenant");
  tenant.posts = messages;
  tenant.waiting = false;
  show("posts");
}

export async function loadDialog() {
  const { me } = tenant;
  if (!me) return;
  const isNewer = ask("dialog");
  const { dialog } = await teamsApi.dialog(me);
  if (me !== tenant.me || !isNewer()) return;
  tenant.dialog = dialog ?? null;
  show("dialog");
}
