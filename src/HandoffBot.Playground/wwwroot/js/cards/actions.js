// The buttons of a card. What they do is the surface's matter; what only the page does (unfolding, opening an address) is done here.
import { h, freshId, icon } from "../dom.js";
import { busy } from "../elements.js";
import { follow } from "../links.js";
import { menuButton } from "../menu.js";
import { drawCard } from "./card.js";

const styles = { positive: "positive", destructive: "destructive" };

/** A row of buttons, the menu of those that do not fit, and below it what a button unfolds. */
export function drawActions(actions, surface, pointer) {
  const placed = actions.map((action, index) => ({ action, place: `${pointer}/${index}` }));
  const [first, rest] = [placed.filter(({ action }) => action.mode !== "secondary"), placed.filter(({ action }) => action.mode === "secondary")];
  const panels = h("div", { class: "unfolded-cards" });
  return h("div", { class: "action-set" },
    h("div", { class: "action-row", role: "group", aria: { label: "Actions" } },
      first.map(({ action, place }) => drawAction(action, surface, place, panels)),
      rest.length > 0 && menuButton({
        label: "More actions", face: icon("more"), options: rest.map(({ action, place }) => ({ text: action.title, action, place })),
        choose: ({ action, place }, node) => press(action, surface, place, node),
      })),
    panels);
}

function drawAction(action, surface, pointer, panels) {
  const classes = ["button", styles[action.style?.toLowerCase()] ?? "plain"].join(" ");
  const node = h("button", { type: "button", class: classes, title: action.tooltip, disabled: action.isEnabled === false, data: { action: pointer } }, h("span", { class: "button-text" }, action.title));
  if (action.type === "Action.ShowCard") unfolds(node, action, surface, pointer, panels);
  else node.addEventListener("click", () => press(action, surface, pointer, node));
  return node;
}

async function press(action, surface, pointer, node) {
  if (node.getAttribute("aria-busy") === "true") return;
  if (action.type === "Action.OpenUrl") follow(action.url);
  else await busy(node, surface.act(pointer, action));
}

function unfolds(node, action, surface, pointer, panels) {
  const id = freshId("unfolded");
  const panel = h("div", { class: "unfolded", id, hidden: !surface.isOpen(pointer) }, drawCard(action.card, surface, { pointer: `${pointer}/card` }));
  const show = (open) => {
    surface.unfold(pointer, open);
    panel.hidden = !open;
    node.setAttribute("aria-expanded", String(open));
  };
  node.setAttribute("aria-controls", id);
  node.classList.add("unfolding");
  node.append(icon("down", 12));
  show(surface.isOpen(pointer));
  node.addEventListener("click", () => show(panel.hidden));
  panels.append(panel);
}

/** A part of a card that acts as a whole. */
export function selectable(node, action, surface, pointer) {
  if (!action) return node;
  node.classList.add("selectable");
  Object.assign(node, { tabIndex: 0 });
  node.setAttribute("role", action.type === "Action.OpenUrl" ? "link" : "button");
  if (action.title) node.setAttribute("aria-label", action.title);
  node.addEventListener("click", (event) => event.target.closest("button, a, input, textarea") === null && press(action, surface, pointer, node));
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    press(action, surface, pointer, node);
  });
  return node;
}
