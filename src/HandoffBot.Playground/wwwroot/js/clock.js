// Business time, which the player moves: what time it is, what falls due next, and three ways forward.
import { h, fill, icon } from "./dom.js";
import { api } from "./api.js";
import { busy } from "./elements.js";
import { everybody, loadCrowd, play } from "./people.js";
import { store, on, emit, loadState, loadMessages, loadThread } from "./store.js";
import { loadPosts, loadTenant, tenantUnread } from "./teams/tenant.js";
import { noteTime } from "./moves.js";
import { quietly } from "./live.js";
import { businessNow, dayAndTime, fromNow, instant } from "./time.js";
import { toast } from "./toast.js";

const moves = [["1h", "+1 h", "+1 h: one hour forward"], ["1d", "+1 day", "+1 day: one day forward"], ["next", "To next deadline", "Move to the next deadline"]];

export function startClock() {
  const node = document.getElementById("clock");
  const now = h("span", { class: "clock-now" });
  const next = h("span", { class: "clock-next" });
  const buttons = moves.map(([by, face, label]) => h("button", {
    type: "button", class: by === "next" ? "clock-button strong" : "clock-button", aria: { label: by === "next" ? null : label },
    on: { click: (event) => advance(by, event.currentTarget) },
  }, by === "next" && icon("skip", 13), h("span", { class: "button-words" }, face)));
  fill(node, h("span", { class: "clock-face" }, icon("clock", 16)), h("span", { class: "clock-words" }, now, next), h("span", { class: "clock-buttons" }, buttons));
  const draw = () => {
    if (!store.clock) return;
    const due = instant(store.clock.next);
    fill(now, dayAndTime(businessNow()));
    fill(next, due ? [h("span", { class: "clock-due" }, `${dayAndTime(due)} (${fromNow(due)})`), store.clock.next_what && h("span", null, ` · ${store.clock.next_what}`)] : "Nothing is due");
    next.title = next.textContent;
    buttons[2].disabled = !due;
  };
  on("clock", () => {
    if (noteTime(businessNow().getTime())) { emit("messages"); emit("posts"); }
    draw();
  });
  setInterval(draw, 10_000);
}

async function advance(by, button) {
  if (button.getAttribute("aria-busy") === "true") return;
  const before = new Map(store.crowd);
  const mine = ownUnread();
  const answer = await busy(button, api.advance(by));
  if (answer.ok === false || answer.error) return toast(answer.say ?? "The clock could not be moved.");
  await quietly(loadState);
  emit("clocked");
  toast(`It is now ${dayAndTime(businessNow())}.`);
  await settle();
  announce(before, mine);
}

const ownUnread = () => store.platform === "msteams" ? tenantUnread() : [...store.state.channels, ...store.state.directs].reduce((sum, one) => sum + (one.unread ?? 0), 0);

/** Pings are sent a moment after the clock has moved. */
async function settle() {
  await new Promise((resolve) => setTimeout(resolve, 1800));
  await Promise.all([loadState, loadMessages, loadThread, loadTenant, loadPosts, loadCrowd].map(quietly));
}

function announce(before, mine) {
  const pinged = [...store.crowd].filter(([id, count]) => count.unread > (before.get(id)?.unread ?? 0)).map(([key]) => everybody().find((one) => one.key === key)).filter(Boolean);
  if (ownUnread() > mine) toast("Something new arrived for you.");
  if (pinged.length) toast("Something new arrived for", pinged.slice(0, 4).map((one) => ({ label: one.name, act: () => quietly(() => play(one)) })));
}
