// Short notes at the bottom that go by themselves; buttons in them act.
import { h } from "./dom.js";

const stays = 6500;

export function toast(sentence, buttons = []) {
  const node = h("div", { class: "toast" }, h("span", null, sentence),
    buttons.map((button) => h("button", { type: "button", class: "toast-button", on: { click: () => { node.remove(); button.act(); } } }, button.label)));
  const box = document.getElementById("toasts");
  box.append(node);
  while (box.children.length > 3) box.firstChild.remove();
  let timer = setTimeout(() => node.remove(), buttons.length ? 3 * stays : stays);
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("focusin", () => clearTimeout(timer));
  node.addEventListener("focusout", () => { timer = setTimeout(() => node.remove(), 2500); });
  node.addEventListener("pointerleave", () => { timer = setTimeout(() => node.remove(), 2500); });
}
