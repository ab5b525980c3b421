// The left side: which platform is in front, whom one plays, and in Slack that person's channels and direct messages.
import { h, fill, icon, hidden } from "./dom.js";
import { initials, paintAvatar } from "./avatar.js";
import { store, on, isDirect, person } from "./store.js";
import { everybody, goToPlatform, isPlayed, platformNames, play } from "./people.js";
import { go } from "./place.js";
import { goToSpot } from "./teams/spot.js";
import { tenant } from "./teams/tenant.js";
import { quietly } from "./live.js";

export function startSidebar() {
  for (const topic of ["state", "place", "crowd", "person", "platform", "tenant", "spot"]) on(topic, draw);
  document.addEventListener("keydown", (event) => {
    const digit = event.altKey && /^Digit([1-9])$/.exec(event.code);
    const one = digit && everybody()[digit[1] - 1];
    if (!one || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    quietly(() => play(one));
  });
}

let last = "";

function draw() {
  if (!store.state) return;
  const people = everybody();
  const now = JSON.stringify([people, store.platform, tenant.me, store.state.channels, store.state.directs, store.me, store.channel, [...store.crowd], store.platform === "msteams" && [tenant.state, tenant.conversation]]);
  if (now === last) return;
  last = now;
  const nav = document.getElementById("sidebar");
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const scroll = nav.scrollTop;
  const { team, channels, directs } = store.state;
  fill(nav,
    h("div", { class: "workspace" }, h("span", { class: "workspace-mark", "aria-hidden": "true" }, initials(team.name).slice(0, 1)), h("span", { class: "workspace-name" }, team.name)),
    tenant.state && platforms(people),
    group("You play", h("ul", { class: "people" }, people.map(personRow))),
    store.platform === "slack" && [
      group("Channels", h("ul", null, channels.map(channelRow))),
      group("Direct messages", directs.length ? h("ul", null, directs.map(channelRow)) : h("p", { class: "nothing" }, "None yet")),
    ],
    store.platform === "msteams" && tenant.state && h("div", { class: "narrow-only" }, spots()));
  nav.scrollTop = scroll;
  if (focused) [...nav.querySelectorAll("button")].find((each) => each.dataset.id === focused)?.focus();
}

const group = (title, list) => h("section", { class: "nav-group" }, h("h2", null, title), list);

/** The two halves of the page, with what waits on each for those who are only there. */
function platforms(people) {
  const waits = (platform) => people.filter((one) => one[platform] && !(one.slack && one.msteams)).reduce((sum, one) => sum + (store.crowd.get(one.key)?.mentions ?? 0), 0);
  return h("div", { class: "platforms", role: "group", aria: { label: "Platform" } }, Object.entries(platformNames).map(([platform, name]) => {
    const here = platform === store.platform;
    return h("button", { type: "button", class: here ? "platform current" : "platform", data: { id: platform }, aria: { pressed: here }, on: { click: () => quietly(() => goToPlatform(platform)) } },
      h("span", { class: `platform-mark ${platform}`, "aria-hidden": "true" }), h("span", { class: "platform-name" }, name), !here && waits(platform) > 0 && h("span", { class: "dot" }, hidden("something unread")));
  }));
}

/** Who is in Microsoft Teams alone, or there as well, is told by a mark. */
function whereabouts(one) {
  if (!tenant.state || !one.msteams) return null;
  return h("span", { class: "platform-mark msteams small", title: one.slack ? "In Slack and in Microsoft Teams" : "In Microsoft Teams" }, hidden(one.slack ? "in Slack and Microsoft Teams" : "in Microsoft Teams"));
}

function personRow(one, index) {
  const mine = isPlayed(one);
  const waiting = mine ? null : store.crowd.get(one.key);
  const mark = waiting?.mentions ? badge(waiting.mentions, "for them") : waiting?.unread ? h("span", { class: "dot" }, hidden("something unread")) : null;
  return h("li", null, h("button", {
    type: "button", class: mine ? "person current" : "person", data: { id: one.key }, aria: { current: mine ? "true" : null },
    title: [one.title, index < 9 && `Alt+${index + 1}`].filter(Boolean).join(" · ") || null,
    on: { click: () => quietly(() => play(one)) },
  },
    paintAvatar(one, 24),
    h("span", { class: "person-words" }, h("span", { class: "person-name" }, one.name), h("span", { class: "person-title" }, [one.title, one.guest && !/guest/i.test(one.title ?? "") && "guest"].filter(Boolean).join(" · "))),
    whereabouts(one),
    mine ? h("span", { class: "you" }, "you") : mark));
}

const badge = (count, what) => h("span", { class: "badge" }, count > 99 ? "99+" : count, hidden(` unread ${what}`));

/** Where there is no room for the lists of Microsoft Teams beside the conversation, they are here. */
function spots() {
  const { chat, bot, teams } = tenant.state;
  const face = h("img", { src: "/favicon.svg", alt: "", width: 20, height: 20, class: "tiny-bot" });
  return [
    group("Chat", h("ul", null, spotRow({ ...chat, name: bot.name, mentions: chat.unread }, face))),
    ...teams.map((team) => group(team.name, h("ul", null, team.channels.map((channel) => spotRow(channel, icon("hash", 15)))))),
  ];
}

function spotRow(one, face) {
  const here = one.id === tenant.conversation;
  const unread = !here && one.unread > 0;
  return h("li", null, h("button", {
    type: "button", data: { id: one.id }, aria: { current: here ? "page" : null }, class: ["conversation-row", here && "current", unread && "unread"].filter(Boolean).join(" "),
    on: { click: () => quietly(() => goToSpot(one.id)) },
  }, h("span", { class: "row-face" }, face), h("span", { class: "row-name" }, one.name),
    !here && one.mentions > 0 ? badge(one.mentions, "") : unread && h("span", { class: "dot" }, hidden("unread"))));
}

function channelRow(one) {
  const here = one.id === store.channel;
  const direct = isDirect(one);
  const unread = !here && one.unread > 0;
  const loud = !here && (direct ? one.unread : one.mentions);
  const face = direct ? (one.with.is_bot ? h("img", { src: "/favicon.svg", alt: "", width: 20, height: 20, class: "tiny-bot" }) : paintAvatar(person(one.with.id) ?? one.with, 20)) : icon(one.is_private ? "lock" : "hash", 15);
  return h("li", null, h("button", {
    type: "button", data: { id: one.id }, title: direct ? one.with.name : `#${one.name}${one.is_member === false ? " · not a member" : ""}`, aria: { current: here ? "page" : null },
    class: ["conversation-row", here && "current", unread && "unread", one.is_member === false && "outside"].filter(Boolean).join(" "),
    on: { click: () => quietly(() => go(one.id)) },
  }, h("span", { class: "row-face" }, face), h("span", { class: "row-name" }, direct ? one.with.name : one.name),
    loud ? badge(loud, "") : unread && hidden("unread")));
}
