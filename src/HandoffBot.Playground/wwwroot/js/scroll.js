// A list of keyed rows that redraws only what changed, stays at the bottom when it was there, and otherwise stays put.
import { h } from "./dom.js";

export class MessageList {
  #rows = new Map();
  #stick = true;

  constructor({ label, onBottom = () => {} }) {
    this.inner = h("div", { class: "messages-inner" });
    this.scroller = h("div", { class: "messages", role: "log", tabindex: "0", aria: { label, live: "polite", relevant: "additions" } }, this.inner);
    this.below = h("button", { type: "button", class: "below", hidden: true, on: { click: () => this.toBottom() } }, "New messages below ↓");
    this.node = h("div", { class: "messages-frame" }, this.scroller, this.below);
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
    const held = old?.contains(document.activeElement) ? document.activeElement.closest("[data-action]")?.dataset.action : null;
    if (held) queueMicrotask(() => {
      const again = [...node.querySelectorAll("[data-action]")].find((each) => each.dataset.action === held);
      (again?.matches("button") ? again : again?.querySelector("button, input"))?.focus({ preventScroll: true });
    });
    return node;
  }
}
