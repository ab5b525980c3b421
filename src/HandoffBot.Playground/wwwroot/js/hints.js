// "Try this": a few steps through a first handoff, with the names of this workspace. They tick themselves off.
import { h, fill, icon } from "./dom.js";
import { everybody, platformNames, play } from "./people.js";
import { store, on, emit } from "./store.js";
import { quietly } from "./live.js";

const storeKey = "handoffbot-playground-hints";
const remembered = JSON.parse(localStorage.getItem(storeKey) ?? "{}");
const progress = { done: new Set(remembered.done), closed: remembered.closed === true };

function keep() {
  localStorage.setItem(storeKey, JSON.stringify({ done: [...progress.done], closed: progress.closed }));
  emit("hints");
}

export const hintsWanted = () => Boolean(store.state) && !progress.closed;

function tick(step) {
  if (progress.done.has(step)) return;
  progress.done.add(step);
  keep();
}

export function startHints() {
  on("commanded", (text) => {
    if (/\shelp\b/.test(text)) tick("help");
  });
  on("sent", (label) => {
    if (/^submit/i.test(label)) tick("new");
    if (/^accept/i.test(label)) tick("answer");
  });
  on("platform", () => { if (store.platform === "msteams") tick("teams"); });
  on("clocked", () => tick("clock"));
}

/** Who leads the team that receives in Microsoft Teams, and who hands over to them, where there is such a team. */
function acrossThere() {
  const there = everybody().filter((one) => one.msteams && !one.slack);
  return there.find((one) => /lead|head/i.test(one.title ?? "")) ?? there[0] ?? null;
}

/** The first two people of different teams play sender and receiver; who may not take part is passed over. */
function cast() {
  const members = everybody().filter((one) => one.slack && !one.guest);
  const sender = members.find((one) => /sales/i.test(one.title ?? "") && !/lead|head/i.test(one.title)) ?? members.find((one) => /sales/i.test(one.title ?? "")) ?? members[0];
  const others = members.filter((one) => one.key !== sender.key && teamOf(one) !== teamOf(sender));
  const receiver = others.find((one) => /onboarding/i.test(one.title ?? "") && !/lead|head/i.test(one.title)) ?? others.find((one) => /onboarding/i.test(one.title ?? "")) ?? others[0] ?? sender;
  return { sender, receiver };
}

const firstName = (one) => one.name.split(/\s/)[0];

export function drawHints(side) {
  const { sender, receiver } = cast();
  const across = acrossThere();
  const command = store.state.commands[0]?.command ?? "/handoff";
  side.classList.add("hints");
  fill(side,
    h("header", { class: "pane-head" }, h("h2", null, "Try this"),
      h("button", { type: "button", class: "icon-button push", aria: { label: "Close these hints" }, on: { click: () => { progress.closed = true; keep(); } } }, icon("close"))),
    h("div", { class: "hints-body" },
      h("p", { class: "hints-lead" }, "You play everybody here. The bot is the real one, and so are its rules; only the time is yours to move."),
      h("ol", { class: "steps" },
        step("help", `Ask what can be said`, ["As ", strong(firstName(sender)), ", type ", h("kbd", null, `${command} help`), "."], actAs(sender, `${command} help`)),
        step("new", `Hand a client over`, ["Type ", h("kbd", null, `${command} new`), ", fill the checklist, and submit it on the last screen."], actAs(sender, `${command} new`)),
        step("answer", `Take it over`, ["Become ", strong(firstName(receiver)), ", find the brief, and press ", strong("Accept"), "."], { label: `Become ${firstName(receiver)}`, act: () => play(receiver, "slack") }),
        across && step("teams", `Cross over to ${platformNames.msteams}`, ["What ", strong(firstName(receiver)), " hands on to ", strong(teamOf(across)), " arrives there. ", strong(firstName(across)), " has no account in Slack."], { label: `Become ${firstName(across)}`, act: () => play(across) }),
        step("clock", `Or let nobody answer`, ["Hand over another one, then press ", strong("To next deadline"), " and see who is pinged, and when."], null)),
      h("p", { class: "hints-note" }, h("kbd", null, "Alt"), " + ", h("kbd", null, "1"), "…", h("kbd", null, "9"), " plays another person, ", h("kbd", null, "F6"), " walks through the parts of the page, and in a conversation the arrows walk through its messages.")));
}

const teamOf = (one) => (one.title ?? "").split(/[,·(]/)[0].trim();
const strong = (text) => h("strong", null, text);

const actAs = (one, text) => ({ label: `Type it as ${firstName(one)}`, async act() {
  await play(one, "slack");
  const input = document.getElementById("composer-input");
  input.value = text;
  input.dispatchEvent(new Event("input"));
  input.focus();
} });

function step(id, title, words, button) {
  const done = progress.done.has(id);
  return h("li", { class: done ? "step done" : "step" },
    h("span", { class: "step-mark", "aria-hidden": "true" }, done && icon("check", 13)),
    h("div", null, h("h3", null, title, done && h("span", { class: "hidden-text" }, " (done)")), h("p", null, words),
      button && !done && h("button", { type: "button", class: "button plain small", on: { click: () => quietly(button.act) } }, button.label)));
}
