// A list that floats beside its control, above everything (top layer, so that dialogs do not clip it), and goes away
// when the person clicks elsewhere or scrolls the page behind it.
import { h } from "./dom.js";

export class Popup {
  #away = (event) => {
    if (!this.node.contains(event.target) && !this.anchor.contains(event.target)) this.close();
  };
  #moved = (event) => {
    if (!this.node.contains(event.target)) this.place();
  };

  constructor(anchor, { class: name = "", onClose = () => {} , wide = false } = {}) {
    this.anchor = anchor;
    this.wide = wide;
    this.onClose = onClose;
    this.node = h("div", { class: `popup ${name}`, popover: "manual" });
  }

  get isOpen() {
    return this.node.isConnected && this.node.matches(":popover-open");
  }

  open() {
    if (this.isOpen) return this.place();
    this.anchor.after(this.node);
    this.node.showPopover();
    this.place();
    document.addEventListener("pointerdown", this.#away, true);
    document.addEventListener("scroll", this.#moved, true);
    window.addEventListener("resize", this.#moved);
  }

  close() {
    document.removeEventListener("pointerdown", this.#away, true);
    document.removeEventListener("scroll", this.#moved, true);
    window.removeEventListener("resize", this.#moved);
    if (!this.node.isConnected) return;
    this.node.remove();
    this.onClose();
  }

  /** Below the control if there is room, otherwise above it. */
  place() {
    if (!this.anchor.isConnected) return this.close();
    const box = this.anchor.getBoundingClientRect();
    const style = this.node.style;
    style.maxHeight = "none";
    style.width = this.wide ? `${box.width}px` : "";
    const wanted = Math.min(this.node.scrollHeight + 2, 320);
    const below = window.innerHeight - box.bottom - 12;
    const above = box.top - 12;
    const up = below < Math.min(wanted, 180) && above > below;
    style.maxHeight = `${Math.max(80, Math.min(320, up ? above : below))}px`;
    style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - this.node.offsetWidth - 8))}px`;
    style.top = up ? "auto" : `${box.bottom + 4}px`;
    style.bottom = up ? `${window.innerHeight - box.top + 4}px` : "auto";
  }
}
