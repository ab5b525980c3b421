// A dialog of Microsoft Teams: an Adaptive Card in a native dialog, which traps the focus and makes the rest inert. Every answer of the bot is a
// dialog of its own; it is drawn in the place of the last one.
import { h, freshId, icon } from "../dom.js";
import { teamsApi } from "../api.js";
import { drawCard } from "../cards/card.js";
import { spoken } from "../cards/markdown.js";
import { CardSurface } from "../cards/surface.js";
import { say } from "../announce.js";
import { emit, on, store } from "../store.js";
import { quietly } from "../live.js";
import { toast } from "../toast.js";
import { tell } from "./tell.js";
import { tenant, isInFront, loadDialog, loadPosts } from "./tenant.js";

let node = null;
let drawn = null;
let surface = null;
let opener = null;

/** Dialogs that were closed while nobody answered, so that nobody was told. */
const left = new Set();

export function startDialog() {
  for (const topic of ["dialog", "platform", "person"]) on(topic, show);
  on("back", () => { if (node && tenant.dialog) paint(tenant.dialog); });
}

function show() {
  const { dialog } = tenant;
  if (!dialog || !isInFront()) return shut();
  if (left.has(dialog.id)) return dismiss(dialog.id);
  if (dialog.id === drawn) return;
  drawn = dialog.id;
  surface = surfaceOf(dialog);
  if (!node) open();
  paint(dialog);
}

function surfaceOf(dialog) {
  const made = new CardSurface({
    act: (pointer, action) => send(dialog, pointer, action),
    ask: (input, value) => teamsApi.suggest({ as: tenant.me, dialog: dialog.id, input, value, inputs: made.inputs }),
  });
  made.heading = "h3";
  made.take(dialog.inputs);
  made.changed = forgive;
  return made;
}

/** A complaint beside an input goes as soon as the input changes. */
function forgive(id) {
  if (!surface.errors[id]) return;
  delete surface.errors[id];
  const input = [...node.querySelectorAll("[data-input]")].find((each) => each.dataset.input === id);
  input?.classList.remove("invalid");
  input?.querySelector(".input-error")?.remove();
  input?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

function open() {
  opener = document.activeElement;
  node = h("dialog", { class: "modal teams-dialog", aria: { modal: true } }, h("p", { class: "hidden-text", role: "status", "aria-live": "polite", data: { announcer: "" } }));
  node.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  document.body.append(node);
  node.showModal();
}

function shut() {
  drawn = null;
  surface = null;
  if (!node) return;
  if (store.returned) toast("The dialog is no longer open: the playground came back without it. What had been saved is kept.");
  node.close();
  node.remove();
  node = null;
  const back = opener?.isConnected && opener !== document.body ? opener : document.getElementById("post-input");
  // What was inert a moment ago has the focus, but does not take keys: it gets it anew when the page has been laid out.
  requestAnimationFrame(() => {
    if (node || document.querySelector("dialog[open]") || !back) return;
    back.blur();
    back.focus();
  });
}

function paint(dialog, trouble = null) {
  const place = rememberPlace();
  const title = freshId("title");
  const foot = h("div", { class: "modal-foot" });
  const body = h("div", { class: "modal-body card", tabindex: "-1", role: "group", aria: { labelledby: title } }, drawCard(dialog.card, surface, { foot }));
  node.setAttribute("aria-labelledby", title);
  node.dataset.width = dialog.width;
  const form = h("form", { class: "modal-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
    h("div", { class: "modal-head" },
      h("img", { src: "/favicon.svg", alt: "", width: 28, height: 28 }),
      h("h2", { id: title }, dialog.title),
      h("button", { type: "button", class: "icon-button", aria: { label: "Close" }, on: { click: leave } }, icon("close"))),
    trouble && h("p", { class: "modal-trouble", role: "alert" }, icon("warn"), trouble),
    body,
    foot.childElementCount > 0 && foot);
  if (!body.querySelector(controls)) body.tabIndex = 0;
  form.addEventListener("keydown", enterSubmits);
  node.querySelector("form")?.remove();
  node.append(form);
  restorePlace(place, dialog);
}

/** Enter in a one-line input presses the button that sends, as in Microsoft Teams; in a search, the button beside it. */
function enterSubmits(event) {
  const one = event.target.matches("input[type=text], input[type=email], input[type=url], input[type=tel]");
  if (event.key !== "Enter" || !one || event.target.matches("[role=combobox]")) return;
  event.preventDefault();
  const beside = event.target.closest(".columns")?.querySelector("button");
  (beside ?? node.querySelector(".modal-foot .button.positive"))?.click();
}

const controls = "input, textarea, button, a[href]";

/** What tells one screen from the next: its title, and whatever stands above its first input. */
function screenOf({ title, card }) {
  const first = (card.body ?? []).slice(0, 2).filter((element) => element.type === "TextBlock").map((element) => spoken(element.text));
  return [title, ...first].join(". ");
}

function rememberPlace() {
  const active = document.activeElement;
  if (!node.dataset.screen || !node.contains(active)) return null;
  return {
    screen: node.dataset.screen,
    scroll: node.querySelector(".modal-body")?.scrollTop ?? 0,
    input: active.closest("[data-input]")?.dataset.input,
    option: active.dataset.option,
    action: active.dataset.action,
    caret: active.matches("input[type=text], textarea") ? [active.selectionStart, active.selectionEnd] : null,
  };
}

/** Where something is wrong; else where one was, on the same screen; else at the beginning. */
function restorePlace(place, dialog) {
  const screen = screenOf(dialog);
  const isNew = node.dataset.screen !== undefined && node.dataset.screen !== screen;
  node.dataset.screen = screen;
  if (isNew) say(screen);
  const invalid = node.querySelector(".card-input.invalid");
  if (invalid) return controlOf(invalid).focus();
  const found = !isNew && place && placeAgain(place);
  if (!found) return focusFirst();
  node.querySelector(".modal-body").scrollTop = place.scroll;
  found.focus({ preventScroll: true });
  if (place.caret && found.matches("input[type=text], textarea")) found.setSelectionRange(...place.caret);
}

const controlOf = (input) => input.querySelector(controls);

function placeAgain({ input, option, action }) {
  const box = input && [...node.querySelectorAll("[data-input]")].find((each) => each.dataset.input === input);
  const chosen = box && option && [...box.querySelectorAll("[data-option]")].find((each) => each.dataset.option === option);
  return chosen || (box && controlOf(box)) || (action && [...node.querySelectorAll("[data-action]")].find((each) => each.dataset.action === action));
}

function focusFirst() {
  const body = node.querySelector(".modal-body");
  const first = body.querySelector("input, textarea");
  const visible = first && first.getBoundingClientRect().bottom < body.getBoundingClientRect().bottom;
  (visible ? first : body).focus({ preventScroll: true });
}

/** One at a time: while the bot is asked, nothing else in the dialog acts, as in Microsoft Teams. */
async function send(dialog, pointer, action) {
  const asked = surface;
  if (asked.waits) return;
  asked.waits = true;
  try {
    await answered(dialog, pointer, action);
  } finally {
    asked.waits = false;
  }
}

async function answered(dialog, pointer, action) {
  const person = tenant.me;
  const answer = await teamsApi.submit(person, dialog.id, pointer, surface.inputs);
  if (person !== tenant.me || surface === null) return;
  surface.errors = answer.errors ?? {};
  if (answer.ok === false) return paint(dialog, answer.say ?? "Something went wrong. Please try again.");
  if (answer.errors) return paint(dialog);
  await quietly(loadDialog);
  if (tenant.dialog?.title !== dialog.title || !hasButton(tenant.dialog, action.title)) emit("sent", action.title);
  if (answer.message) tell(answer.message);
  quietly(loadPosts);
}

/** The same button again means that something was still missing. */
const hasButton = (dialog, title) => (dialog.card.actions ?? []).some((each) => each.title === title);

async function leave() {
  const { dialog } = tenant;
  if (!dialog) return;
  tenant.dialog = null;
  shut();
  await dismiss(dialog.id);
}

async function dismiss(id) {
  left.add(id);
  const answer = await teamsApi.close(tenant.me, id);
  if (answer.ok === false) return;
  left.delete(id);
  await quietly(loadDialog);
}
