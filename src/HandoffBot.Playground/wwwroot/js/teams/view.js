// The frame of Microsoft Teams: the rail with Chat and Teams, and beside it the chats, or the teams with their channels.
import { h, fill, icon, hidden } from "../dom.js";
import { initials } from "../avatar.js";
import { on } from "../store.js";
import { quietly } from "../live.js";
import { goToSpot } from "./spot.js";
import { tenant, channels, isChat, isInFront, titleOf } from "./tenant.js";

let shown = "";

export function startFrame() {
  for (const topic of ["tenant", "spot", "platform"]) on(topic, draw);
}

function draw() {
  document.getElementById("slack").hidden = isInFront();
  document.getElementById("teams").hidden = !isInFront();
  document.querySelector(".skip").href = isInFront() ? "#post-input" : "#composer-input";
  if (!isInFront() || !tenant.state || !tenant.conversation) return;
  document.title = `${titleOf()} · HandoffBot playground`;
  const { chat, teams } = tenant.state;
  const now = JSON.stringify([tenant.me, tenant.conversation, chat, teams]);
  if (now === shown) return;
  shown = now;
  const [rail, spots] = [document.getElementById("rail"), document.getElementById("spots")];
  const focused = [rail, spots].find((one) => one.contains(document.activeElement)) && document.activeElement.dataset.id;
  fill(rail, railButton("chat", "Chat", "reply", chat.unread, isChat(), () => goToSpot(chat.id)),
    railButton("teams", "Teams", "people", channels().reduce((sum, one) => sum + one.mentions, 0), !isChat(), openTeams, teams.length === 0));
  spots.setAttribute("aria-label", isChat() ? "Chats" : "Teams and channels");
  fill(spots, h("h2", null, isChat() ? "Chat" : "Teams"), isChat() ? chats() : teams.map(teamGroup));
  if (focused) [...rail.querySelectorAll("button"), ...spots.querySelectorAll("button")].find((each) => each.dataset.id === focused)?.focus();
}

/** What mentions the person first, then what is new, then the first one. */
function openTeams() {
  const all = channels();
  const best = all.find((one) => one.mentions) ?? all.find((one) => one.unread) ?? all.find((one) => !tenant.state.teams.some((team) => team.id === one.id)) ?? all[0];
  return goToSpot(best.id);
}

function railButton(id, name, face, count, current, act, disabled = false) {
  return h("button", { type: "button", class: current ? "rail-button current" : "rail-button", disabled, data: { id }, aria: { current: current ? "true" : null }, on: { click: () => quietly(act) } },
    icon(face, 20), h("span", { class: "rail-name" }, name), count > 0 && badge(count));
}

const badge = (count) => h("span", { class: "badge" }, count > 99 ? "99+" : count, hidden(" unread"));

function chats() {
  const { chat, bot } = tenant.state;
  return h("ul", null, h("li", null, spotRow({ id: chat.id, name: bot.name, unread: chat.unread, mentions: 0 }, h("img", { class: "avatar-bot round", src: "/favicon.svg", alt: "", width: 28, height: 28 }))));
}

function teamGroup(team) {
  return h("section", { class: "team" },
    h("h3", null, h("span", { class: "team-mark", "aria-hidden": "true" }, initials(team.name)), team.name),
    h("ul", null, team.channels.map((channel) => h("li", null, spotRow(channel, null)))));
}

function spotRow(one, face) {
  const here = one.id === tenant.conversation;
  const unread = !here && one.unread > 0;
  return h("button", {
    type: "button", class: ["spot-row", here && "current", unread && "unread"].filter(Boolean).join(" "), title: one.topic || null, data: { id: one.id }, aria: { current: here ? "page" : null },
    on: { click: () => quietly(() => goToSpot(one.id)) },
  }, face, h("span", { class: "row-name" }, one.name),
    one.mentions > 0 && !here ? h("span", { class: "badge" }, `@${one.mentions}`, hidden(" unread mentions")) : unread && h("span", { class: "dot" }, hidden("something unread")));
}
