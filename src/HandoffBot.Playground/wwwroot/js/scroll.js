// A list of keyed rows that redraws only what changed, stays at the bottom when it was there, and otherwise stays put. With
// the keyboard one walks from message to message by the arrows, and into a message by Tab.
import { h } from "./dom.js";

export class MessageList {
  #rows = new Map();
  #stick = true;

  constructor({ label, onBottom = () => {} }) {
    this.inner = h("div", { class: "messages-inner" });
    this.scroller = h("div", { class: "messages", role: "log", tabindex: "0", aria: { label, live: "off" } }, this.inner);
    this.below = h("button", { type: "button", class: "below", hidden: true, on: { click: () => this.toBottom() } }, "New messages below ↓");
    this.node = h("div", { class: "messages-frame" }, this.scroller, this.below);
    this.scroller.addEventListener("keydown", (event) => this.#walk(event));
    this.scroller.addEventListener("scroll", () => {
      this.#stick = this.#distance() < 40;
      if (this.#stick && !this.below.hidden) {
        this.below.hidden = true;
        onBottom();
      }
    }, { passive: true });
    new ResizeObserver(() => this.#stick && this.toBottom()).observe(this.inner);
    new ResizeObserver(() => this.#stick && this.toBottom()).observe(this.scroller);
  }

  #distance = () => this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;

  get atBottom() {
    return this.#stick;
  }

  /** From the list itself the arrows enter at its end, where the news is. */
  #walk(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    const on = event.target === this.scroller ? null : event.target.matches("article") ? event.target : undefined;
    if (!(event.key in steps) || on === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.inner.querySelectorAll("article")];
    if (all.length === 0) return;
    event.preventDefault();
    const from = on ? all.indexOf(on) : all.length;
    const to = Math.max(0, Math.min(all.length - 1, from + steps[event.key]));
    all[to].focus();
    all[to].scrollIntoView({ block: "nearest" });
  }

  toBottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  reset() {
    this.#rows.clear();
    this.inner.replaceChildren();
    this.below.hidden = true;
    this.#stick = true;
  }

  /** rows: [{ key, is, make }]; a row is made anew only when `is` differs from what was drawn. */
  show(rows) {
    const grew = rows.length > this.#rows.size && this.#rows.size > 0;
    const next = new Map();
    let place = this.inner.firstChild;
    for (const row of rows) {
      const old = this.#rows.get(row.key);
      const node = old?.is === row.is ? old.node : this.#remake(row, old?.node);
      next.set(row.key, { is: row.is, node });
      if (node === place) place = place.nextSibling;
      else this.inner.insertBefore(node, place);
    }
    for (const [key, old] of this.#rows) if (next.get(key)?.node !== old.node) old.node.remove();
    this.#rows = next;
    if (this.#stick) this.toBottom();
    else if (grew) this.below.hidden = false;
  }

  /** The new node takes the old one's place in the focus, too: a pressed button stays focused where it lives on. */
  #remake(row, old) {
    const node = row.make();
    if (!old?.contains(document.activeElement)) return node;
    const held = document.activeElement.closest("[data-action]")?.dataset.action;
    queueMicrotask(() => {
      const again = held && [...node.querySelectorAll("[data-action]")].find((each) => each.dataset.action === held);
      const control = again?.matches("button") ? again : again?.querySelector("button, input");
      (control ?? (node.matches("article") ? node : this.scroller)).focus({ preventScroll: true });
    });
    return node;
  }
}
