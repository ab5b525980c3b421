// The list above the message box, whatever stands in it, and what Slack offers there: commands after "/", their sub-commands after a space,
// people after "@".
import { h, fill, freshId } from "./dom.js";
import { paintAvatar } from "./avatar.js";
import { say } from "./announce.js";
import { store } from "./store.js";

export class Completion {
  #items = [];
  #active = 0;

  /** `offers(before)` answers what there is to offer for what stands before the caret. */
  constructor(input, id, offers) {
    this.input = input;
    this.offers = offers;
    this.node = h("div", { class: "completion", id, role: "listbox", hidden: true, aria: { label: "Suggestions" } });
    input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
  }

  offer() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    this.show(this.offers(before));
  }

  show(items) {
    this.#items = items;
    this.#active = items.length > 0 && items[0].isWhole ? -1 : 0;
    const grew = items.length > 0 && this.node.hidden;
    this.node.hidden = items.length === 0;
    if (items.length > 0) this.input.setAttribute("aria-controls", this.node.id);
    else this.input.removeAttribute("aria-controls");
    if (grew) say(`${items.length === 1 ? "1 suggestion" : `${items.length} suggestions`}; arrows choose, Tab takes`);
    fill(this.node, items.length > 0 && h("div", { class: "completion-title", "aria-hidden": "true" }, items[0].title), items.map((item, index) => {
      item.node = h("div", { role: "option", id: freshId("suggestion"), class: "completion-item", aria: { selected: "false" } },
        item.face, h("span", { class: "completion-text" }, item.label), h("span", { class: "completion-hint" }, item.hint));
      item.node.addEventListener("pointerdown", (event) => { event.preventDefault(); this.#take(index); });
      return item.node;
    }));
    this.#mark();
  }

  #mark() {
    this.#items.forEach((item, index) => item.node.setAttribute("aria-selected", String(index === this.#active)));
    const node = this.#items[this.#active]?.node;
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.show([]);
  }

  /** True when the key was the list's. Enter takes the marked suggestion; where none is marked, it sends what was typed. */
  key(event) {
    if (this.#items.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#active = (Math.max(this.#active, step < 0 ? 0 : -1) + step + this.#items.length) % this.#items.length;
    else if (event.key === "Tab" && !event.shiftKey) this.#take(Math.max(this.#active, 0));
    else if (event.key === "Enter" && !event.shiftKey && this.#active >= 0) this.#take(this.#active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    if (step) this.#mark();
    return true;
  }

  #take(index) {
    const { value } = this.#items[index];
    const rest = this.input.value.slice(this.input.selectionStart);
    this.input.value = value + rest;
    this.input.setSelectionRange(value.length, value.length);
    this.input.dispatchEvent(new Event("input"));
    this.input.focus();
  }
}

export function slackOffers(before) {
  if (/^\/\S*$/.test(before)) return commands(before);
  if (/^\/\S+\s/.test(before) && !before.includes("\n")) {
    const found = subcommands(before);
    if (found.length) return found;
  }
  const name = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before);
  return name ? people(before, name[1]) : [];
}

function commands(typed) {
  const found = store.state.commands.filter((command) => command.command.startsWith(typed));
  const isWhole = found.some((command) => command.command === typed);
  return found.map((command) => ({ isWhole, title: "Commands", label: command.command, hint: [command.description, command.usage_hint].filter(Boolean).join(" · "), value: `${command.command} ` }));
}

/** Completions stand for the rest of the line. What can be sent as it stands marks none of them, so that Enter sends. */
function subcommands(before) {
  const [, word, rest] = /^(\/\S+)\s+(.*)$/s.exec(before);
  const command = store.state.commands.find((each) => each.command === word);
  const typed = rest.toLowerCase();
  const all = (command?.completions ?? []).map((each) => ({ ...each, text: each.text.startsWith(`${word} `) ? each.text.slice(word.length + 1) : each.text }));
  const isWhole = typed === "" || all.some((each) => each.text.toLowerCase() === typed.trimEnd());
  return all
    .filter((each) => each.text.toLowerCase().startsWith(typed) && each.text.toLowerCase() !== typed.trimEnd())
    .slice(0, 12)
    .map((each) => ({ title: word, label: each.text, hint: each.hint ?? "", value: `${word} ${each.text}`, isWhole }));
}

function people(before, typed) {
  const bot = { id: store.state.bot.user_id, name: store.state.bot.name, title: "App" };
  return named([...store.state.people, bot], before, typed);
}

/** People whose name has a word that begins as was typed after the "@". */
export function named(everybody, before, typed) {
  const start = before.length - typed.length - 1;
  return everybody.filter((one) => one.name.toLowerCase().split(/\s+/).some((word) => word.startsWith(typed.toLowerCase())))
    .slice(0, 8)
    .map((one) => ({ title: "People", face: one.title === "App" ? h("img", { src: "/favicon.svg", alt: "", width: 22, height: 22 }) : paintAvatar(one, 22), label: one.name, hint: one.title ?? "", value: `${before.slice(0, start)}@${one.name} ` }));
}
