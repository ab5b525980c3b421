// A button that opens a menu: Slack's overflow element.
import { h } from "./dom.js";
import { Popup } from "./popup.js";

export function menuButton({ label, face, options, choose, look = "button plain overflow" }) {
  const node = h("button", { type: "button", class: look, title: look === "icon-button" ? label : undefined, aria: { label, haspopup: "menu", expanded: false } }, face);
  const popup = new Popup(node, { class: "menu", onClose: () => node.setAttribute("aria-expanded", "false") });
  const items = options.map((option) => h("button", {
    type: "button", class: "menu-item", role: "menuitem", tabindex: "-1",
    on: { click: () => { popup.close(); node.focus(); choose(option, node); } },
  }, h("span", null, option.text), option.description && h("span", { class: "option-description" }, option.description)));
  popup.node.setAttribute("role", "menu");
  popup.node.setAttribute("aria-label", label);
  popup.node.append(...items);
  const open = (index) => {
    popup.open();
    node.setAttribute("aria-expanded", "true");
    items.at(index)?.focus();
  };
  node.addEventListener("click", () => popup.isOpen ? popup.close() : open(0));
  node.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); open(event.key === "ArrowDown" ? 0 : -1); }
  });
  popup.node.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      popup.close();
      node.focus();
    }
  });
  return h("span", { class: "overflow-box" }, node);
}
