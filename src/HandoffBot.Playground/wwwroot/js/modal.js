// The modal: Slack's view object in a native dialog, which traps the focus and makes the rest inert. A new version of
// the same view is drawn over the old one; what was typed stays, and so does the focus.
import { h, fill, freshId, icon } from "./dom.js";
import { api } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { busy, plainText } from "./elements.js";
import { store, on, emit, loadView } from "./store.js";
import { Surface } from "./surface.js";
import { complaints } from "./validate.js";
import { quietly } from "./live.js";
import { say } from "./announce.js";
import { spoken } from "./mrkdwn.js";
import { toast } from "./toast.js";

const surfaces = new Map();

/** Forms that were closed while nobody answered, so that nobody was told. */
const left = new Set();
let dialog = null;
let drawn = "";
let opener = null;

export function startModal() {
  on("view", draw);
  on("person", () => surfaces.clear());
  on("back", () => { if (dialog && store.view) complain(surfaceOf(store.view), null); });
}

function draw() {
  const view = store.view;
  if (!view) return shut();
  if (left.has(view.id)) return dismiss(view.id);
  const now = JSON.stringify([view.id, view.hash, view.blocks, view.title, view.submit]);
  if (dialog && now === drawn) return;
  drawn = now;
  const surface = surfaceOf(view);
  surface.keepOnly(view.blocks);
  surface.errors = {};
  surface.general = null;
  if (!dialog) open();
  paint(view, surface);
}

function surfaceOf(view) {
  if (!surfaces.has(view.id)) surfaces.set(view.id, newSurface(view.id));
  return surfaces.get(view.id);
}

function newSurface(viewId) {
  const surface = new Surface({
    async send(action) {
      const answer = await api.action({ as: store.me, view_id: viewId, action, state: surface.state(store.view?.blocks) });
      if (answer.ok === false) complain(surface, answer.say ?? trouble);
      await quietly(loadView);
    },
    ask: (blockId, actionId, value) => api.suggest({ as: store.me, view_id: viewId, block_id: blockId, action_id: actionId, value }),
  });
  surface.headings = "h3";
  surface.changed = (blockId) => forgive(surface, blockId);
  return surface;
}

/** A complaint beside an input goes as soon as the input changes. */
function forgive(surface, blockId) {
  if (!surface.errors?.[blockId]) return;
  delete surface.errors[blockId];
  const block = [...dialog.querySelectorAll(".block-input")].find((each) => each.dataset.block === blockId);
  block?.classList.remove("invalid");
  block?.querySelector(".input-error")?.remove();
  block?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
}

function complain(surface, sentence) {
  surface.general = sentence;
  if (store.view && dialog) paint(store.view, surfaceOf(store.view));
}

const trouble = "We had some trouble connecting. Try again?";

function open() {
  opener = document.activeElement;
  dialog = h("dialog", { class: "modal", aria: { modal: true } }, h("p", { class: "hidden-text", role: "status", "aria-live": "polite", data: { announcer: "" } }));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  document.body.append(dialog);
  dialog.showModal();
}

function shut() {
  if (!dialog) return;
  if (store.returned) toast("The form is no longer open: the playground came back without it. What had been saved is kept.");
  dialog.close();
  dialog.remove();
  dialog = null;
  drawn = "";
  surfaces.clear();
  const back = opener?.isConnected && opener !== document.body ? opener : document.getElementById("composer-input");
  // What was inert a moment ago has the focus, but does not take keys: it gets it anew when the page has been laid out.
  requestAnimationFrame(() => {
    if (dialog || !back) return;
    back.blur();
    back.focus();
  });
}

function paint(view, surface) {
  const place = rememberPlace();
  const title = freshId("title");
  const isNew = dialog.dataset.view !== undefined && place?.screen !== screenOf(view);
  dialog.setAttribute("aria-labelledby", title);
  const submit = view.submit && h("button", { type: "submit", class: "button primary" }, plainText(view.submit));
  const form = h("form", { class: "modal-form", novalidate: true, on: { submit: (event) => { event.preventDefault(); send(view, surface, submit); } } },
    h("div", { class: "modal-head" },
      h("img", { src: "/favicon.svg", alt: "", width: 28, height: 28 }),
      h("h2", { id: title }, plainText(view.title)),
      h("button", { type: "button", class: "icon-button", aria: { label: "Close" }, on: { click: leave } }, icon("close"))),
    surface.general && h("p", { class: "modal-trouble", role: "alert" }, icon("warn"), surface.general),
    body(view, surface, title),
    h("div", { class: "modal-foot" },
      h("button", { type: "button", class: "button plain", on: { click: leave } }, view.close ? plainText(view.close) : submit ? "Cancel" : "Close"),
      submit));
  form.addEventListener("keydown", (event) => enterSubmits(event, form));
  dialog.querySelector("form")?.remove();
  dialog.append(form);
  restorePlace(place, view, surface.sending);
  dialog.dataset.screen = screenOf(view);
  if (isNew) say(screenOf(view));
}

/** What can only be read is scrolled by the keyboard, too. */
function body(view, surface, title) {
  const node = h("div", { class: "modal-body", tabindex: "-1", role: "group", aria: { labelledby: title } }, drawBlocks(view.blocks, surface));
  if (!node.querySelector(controls)) node.tabIndex = 0;
  return node;
}

/** What tells one screen of a form from the next: its title and whatever stands above its first input. */
function screenOf(view) {
  const first = view.blocks.find((block) => ["header", "section", "context"].includes(block.type));
  const words = (first?.text ? [first.text] : first?.elements ?? []).map((one) => one.type === "mrkdwn" ? spoken(one.text) : plainText(one.text && one)).join(" ");
  return [plainText(view.title), words].filter(Boolean).join(". ");
}

/** Enter in a one-line input submits, as in a browser's form without JavaScript's buttons in between. */
function enterSubmits(event, form) {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
  else if (event.key === "Enter" && event.target.matches(".combo-input")) event.preventDefault();
}

function rememberPlace() {
  const active = document.activeElement;
  if (!dialog.contains(active)) return null;
  const holder = active.closest("[data-action]");
  return {
    viewId: dialog.dataset.view,
    screen: dialog.dataset.screen,
    scroll: dialog.querySelector(".modal-body")?.scrollTop ?? 0,
    block: active.closest("[data-block]")?.dataset.block,
    action: holder?.dataset.action,
    option: active.dataset.option,
    button: active.closest(".modal-foot") && active.type,
    caret: active.matches("input[type=text], textarea") ? [active.selectionStart, active.selectionEnd] : null,
  };
}

/** Who is on the button that goes on stays there while the form is redrawn for an answer, but not once it went on. */
function restorePlace(place, view, sending) {
  const same = place?.viewId === view.id;
  dialog.dataset.view = view.id;
  const invalid = dialog.querySelector(".block-input.invalid");
  if (invalid) return controlOf(invalid)?.focus();
  const button = same && !sending && place.button && dialog.querySelector(`.modal-foot [type=${place.button}]`);
  const found = button || (same && placeAgain(place));
  if (!found) return focusFirst();
  dialog.querySelector(".modal-body").scrollTop = place.scroll;
  found.focus({ preventScroll: true });
  if (place.caret && found.matches("input[type=text], textarea")) found.setSelectionRange(...place.caret);
}

/** A new screen begins at its top: its first input gets the focus if it can be seen from there, else the screen itself. */
function focusFirst() {
  const body = dialog.querySelector(".modal-body");
  const first = dialog.querySelector("[data-first]") ?? body.querySelector("input, textarea");
  const visible = first && first.getBoundingClientRect().bottom < body.getBoundingClientRect().bottom;
  (visible ? first : body).focus({ preventScroll: true });
}

function placeAgain(place) {
  const block = [...dialog.querySelectorAll("[data-block]")].find((each) => each.dataset.block === place.block);
  const holder = block && [...block.querySelectorAll("[data-action]")].find((each) => each.dataset.action === place.action);
  const option = place.option && holder && [...holder.querySelectorAll("[data-option]")].find((each) => each.dataset.option === place.option);
  return option || (holder && controlOf(holder));
}

const controls = "input, textarea, button, a[href]";
const controlOf = (node) => node.matches(controls) ? node : node.querySelector(controls);

async function send(view, surface, submit) {
  if (!submit || submit.getAttribute("aria-busy") === "true") return;
  surface.general = null;
  surface.errors = complaints(view.blocks, surface);
  if (Object.keys(surface.errors).length) return paint(view, surface);
  surface.sending = true;
  try {
    await submitted(view, surface, submit);
  } finally {
    surface.sending = false;
  }
}

async function submitted(view, surface, submit) {
  const person = store.me;
  const answer = await busy(submit, api.submit(person, view.id, surface.state(view.blocks)));
  if (person !== store.me) return;
  if (answer.ok === false) return complain(surface, answer.say ?? trouble);
  surface.errors = answer.errors ?? {};
  if (Object.keys(surface.errors).length === 0) {
    await quietly(loadView);
    // The same button again means that something was still missing.
    if (store.view?.submit?.text !== view.submit.text) emit("sent", view.submit.text);
    return;
  }
  const beside = new Set(view.blocks.filter((block) => block.type === "input").map((block) => block.block_id));
  surface.general = Object.entries(surface.errors).filter(([block]) => !beside.has(block)).map(([, sentence]) => sentence).join(" ") || null;
  paint(view, surface);
}

async function leave() {
  const view = store.view;
  if (!view) return;
  store.view = null;
  surfaces.delete(view.id);
  shut();
  await dismiss(view.id);
}

async function dismiss(viewId) {
  left.add(viewId);
  const answer = await api.close(store.me, viewId);
  if (answer.ok === false) return;
  left.delete(viewId);
  await quietly(loadView);
}
