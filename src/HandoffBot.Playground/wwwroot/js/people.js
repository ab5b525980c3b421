// Everybody whom one can play. Who has an account on both platforms is one person; the e-mail address tells.
import { api, teamsApi } from "./api.js";
import { store, emit } from "./store.js";
import { become } from "./place.js";
import { tenant, unreadOf as unreadInTenant } from "./teams/tenant.js";
import { becomeInTeams } from "./teams/spot.js";

export const platformNames = { slack: "Slack", msteams: "Microsoft Teams" };

/** [{ key, name, title, color, guest, slack, msteams }]: the platforms hold the person's id there. Those of both come after the rest, guests last. */
export function everybody() {
  const people = new Map();
  const add = (platform) => (one) => {
    const key = one.email.toLowerCase();
    people.set(key, { ...one, ...people.get(key), key, [platform]: one.id });
  };
  store.state?.people.forEach(add("slack"));
  tenant.state?.people.forEach(add("msteams"));
  const rank = (one) => one.guest ? 2 : one.slack && one.msteams ? 1 : 0;
  return [...people.values()].sort((a, b) => rank(a) - rank(b));
}

const idPlayed = () => store.platform === "msteams" ? tenant.me : store.me;
export const isPlayed = (one) => one[store.platform] !== undefined && one[store.platform] === idPlayed();
export const played = () => everybody().find(isPlayed);

/** Becomes somebody: where one is if they have an account there, else on their own platform. */
export async function play(one, platform = one[store.platform] ? store.platform : one.slack ? "slack" : "msteams") {
  bringToFront(platform);
  await (platform === "msteams" ? becomeInTeams(one.msteams) : become(one.slack));
}

/** The other half comes to the front: as the same person, or as whoever was played there last. */
export async function goToPlatform(platform) {
  if (platform === store.platform) return;
  const same = played();
  if (same?.[platform]) return play(same, platform);
  const last = everybody().find((one) => one[platform] && one[platform] === (platform === "msteams" ? tenant.me : store.me));
  await play(last ?? everybody().find((one) => one[platform]), platform);
}

/** Which half is seen; everything that is in front listens. */
export function bringToFront(platform) {
  if (platform === store.platform) return;
  store.platform = platform;
  emit("platform");
}

/** Who else has something unread; people are few, so each is simply asked for, wherever they have an account. */
export async function loadCrowd() {
  const others = everybody().filter((one) => !isPlayed(one));
  const counts = await Promise.all(others.map(async (one) => [one.key, await waitingFor(one)]));
  store.crowd = new Map(counts);
  emit("crowd");
}

async function waitingFor(one) {
  const [slack, msteams] = await Promise.all([one.slack ? api.state(one.slack) : null, one.msteams ? teamsApi.state(one.msteams) : null]);
  const counts = [...slack ? unreadIn(slack) : [], ...msteams ? unreadInTenant(msteams) : []];
  return counts.reduce((sum, each) => ({ unread: sum.unread + each.unread, mentions: sum.mentions + each.mentions }), { unread: 0, mentions: 0 });
}

const unreadIn = (state) => [...state.channels, ...state.directs].map((one) => ({ unread: one.unread ?? 0, mentions: one.with ? one.unread ?? 0 : one.mentions ?? 0 }));
