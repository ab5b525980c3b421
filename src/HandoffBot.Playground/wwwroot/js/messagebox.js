// The box in which one types. Enter sends, Shift+Enter breaks the line, Up in an empty box brings back what was sent last. What is offered
// while one types, where it is sent (`deliver(text)`) and what unsent words belong to is said by whoever extends it.
import { h, icon, freshId } from "./dom.js";
import { Completion } from "./completion.js";
import { busy } from "./elements.js";
import { growToText } from "./fields.js";

const sent = [];
const drafts = new Map();

export class MessageBox {
  #recall = -1;

  /** `offers(before)` answers what may be completed; `hint` stands below what is typed, and `beside` next to it. */
  constructor({ id, offers, hint, beside = null }) {
    this.input = h("textarea", {
      id, class: "composer-input", rows: 1, autocomplete: "off", spellcheck: "true",
      aria: { autocomplete: "list", haspopup: "listbox" },
      on: { keydown: (event) => this.#key(event), input: () => this.#typed() },
    });
    this.sendButton = h("button", { type: "button", class: "send", aria: { label: "Send" }, on: { click: () => this.#send() } }, icon("send"));
    this.completion = new Completion(this.input, freshId("completion"), offers);
    this.node = h("div", { class: "composer" }, this.completion.node,
      h("div", { class: "composer-box" }, this.input, h("div", { class: "composer-foot" }, beside, h("span", { class: "composer-hint" }, hint), this.sendButton)));
  }

  /** Another place is shown: unsent words wait where they were typed. */
  moveTo(place, label) {
    if (this.place) drafts.set(this.place, this.input.value);
    this.place = place;
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
    this.set(drafts.get(place) ?? "");
  }

  set(text) {
    this.input.value = text;
    this.#typed();
  }

  /** What could not be sent stands in the box again, unless something else was typed meanwhile. */
  giveBack(text) {
    if (this.input.value === "") this.set(text);
    this.completion.close();
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
    await busy(this.sendButton, this.deliver(text));
  }
}
