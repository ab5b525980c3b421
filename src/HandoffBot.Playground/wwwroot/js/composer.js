// The message box. Enter sends, Shift+Enter breaks the line, Up in an empty box brings back what was sent last,
// "/" offers commands and "@" offers people.
import { h, icon, freshId } from "./dom.js";
import { api } from "./api.js";
import { Completion } from "./completion.js";
import { busy } from "./elements.js";
import { growToText } from "./fields.js";
import { store, conversation, isDirect, loadMessages, loadThread, loadView, emit, sayAside } from "./store.js";
import { failed, quietly } from "./live.js";

const sent = [];
const drafts = new Map();

export class Composer {
  #recall = -1;

  constructor({ id, thread }) {
    this.thread = thread;
    const list = freshId("completion");
    this.input = h("textarea", {
      id, class: "composer-input", rows: 1, autocomplete: "off", spellcheck: "true",
      aria: { autocomplete: "list", haspopup: "listbox" },
      on: { keydown: (event) => this.#key(event), input: () => this.#typed() },
    });
    this.sendButton = h("button", { type: "button", class: "send", aria: { label: "Send" }, on: { click: () => this.#send() } }, icon("send"));
    this.completion = new Completion(this.input, list);
    const hint = h("span", { class: "composer-hint" }, h("kbd", null, "Enter"), " sends  ", h("kbd", null, "/"), " commands  ", h("kbd", null, "@"), " people");
    this.node = h("div", { class: "composer" }, this.completion.node,
      h("div", { class: "composer-box" }, this.input, h("div", { class: "composer-foot" }, hint, this.sendButton)));
  }

  /** Told when another conversation, person or thread is shown: unsent words wait where they were typed. */
  placed(moved) {
    if (!moved) return;
    if (this.place) drafts.set(this.place, this.input.value);
    this.place = [store.me, store.channel, this.thread() ?? ""].join(" ");
    const here = conversation(store.channel);
    const name = !here ? "" : isDirect(here) ? here.with.name : `#${here.name}`;
    const label = this.thread() ? "Reply…" : `Message ${name}`;
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
    this.set(drafts.get(this.place) ?? "");
    this.input.disabled = here?.is_member === false;
    if (this.input.disabled) this.input.placeholder = `Not a member of ${name}`;
    else if (!document.querySelector("dialog[open]")) this.input.focus({ preventScroll: true });
  }

  set(text) {
    this.input.value = text;
    this.#typed();
  }

  #typed() {
    growToText(this.input, 200);
    this.sendButton.disabled = this.input.value.trim() === "";
    this.completion.offer();
    if (this.place) drafts.set(this.place, this.input.value);
  }

  #key(event) {
    if (event.isComposing || this.completion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && (this.input.value === "" || this.#recall >= 0)) {
      this.#bringBack(event, 1);
    } else if (event.key === "ArrowDown" && this.#recall >= 0) {
      this.#bringBack(event, -1);
    } else {
      this.#recall = -1;
    }
  }

  #bringBack(event, step) {
    const next = this.#recall + step;
    if (next >= sent.length) return;
    event.preventDefault();
    const text = next < 0 ? "" : sent[next];
    this.set(text);
    this.completion.close();
    this.#recall = Math.max(next, -1);
  }

  async #send() {
    const text = this.input.value.trim();
    if (!text || this.sendButton.getAttribute("aria-busy") === "true") return;
    if (sent[0] !== text) sent.unshift(text);
    this.#recall = -1;
    this.set("");
    this.completion.close();
    await busy(this.sendButton, text.startsWith("/") ? this.#command(text) : this.#message(text));
  }

  /** What could not be sent stands in the box again, unless something else was typed meanwhile. */
  #giveBack(text) {
    if (this.input.value === "") this.set(text);
    this.completion.close();
  }

  async #command(text) {
    const { me, channel } = store;
    const [word] = text.split(/\s/);
    const known = store.state.commands.some((command) => command.command === word);
    if (this.thread()) return sayAside(`${word} is not supported in threads. Sorry!`, channel, this.thread());
    if (!known) return sayAside(`${word} is not a valid command. Known here: ${store.state.commands.map((each) => each.command).join(", ")}.`);
    const answer = await api.command(me, channel, text);
    emit("commanded", text);
    const sentence = failed(answer);
    if (answer.ok === false) this.#giveBack(text);
    if (sentence) sayAside(sentence, channel, null);
    if (me === store.me) await Promise.all([quietly(loadView), quietly(loadMessages)]);
  }

  async #message(text) {
    const answer = await api.message(store.me, store.channel, text, this.thread());
    const sentence = failed(answer);
    if (answer.ok === false) this.#giveBack(text);
    if (sentence) sayAside(sentence, store.channel, this.thread());
    await Promise.all([quietly(loadMessages), quietly(loadThread)]);
  }
}
