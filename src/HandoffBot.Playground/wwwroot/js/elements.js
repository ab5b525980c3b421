// Interactive elements: buttons, menus, and the way to every kind of input. Each drawer gets the element, its block,
// the surface and, inside an input block, the ids of its label and description.
import { h, icon } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { confirmed } from "./confirm.js";
import { follow } from "./links.js";
import { textField, numberField, pickerField } from "./fields.js";
import { checkboxes, radioButtons } from "./choices.js";
import { combobox } from "./combobox.js";
import { menuButton } from "./menu.js";

/** A text object: plain_text stays as typed, mrkdwn is drawn. */
export function text(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [object.emoji === false ? object.text : withEmoji(object.text)];
}

/** The same, for places that hold only characters. */
export const plainText = (object) => !object ? "" : object.emoji === false ? object.text : withEmoji(object.text);

export function drawElement(element, block, surface, input = null) {
  const draw = drawers[element.type];
  if (!draw) return h("span", { class: "block-unknown" }, `An element of type “${element.type}” is not drawn here.`);
  const node = draw({ element, block, surface, input });
  node.dataset.action = element.action_id ?? "";
  return node;
}

const drawers = {
  button,
  overflow,
  image: ({ element }) => h("span", { class: "picture", role: "img", "aria-label": element.alt_text }, element.alt_text),
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: numberField,
  datepicker: pickerField,
  timepicker: pickerField,
  datetimepicker: pickerField,
  checkboxes,
  radio_buttons: radioButtons,
  static_select: combobox,
  external_select: combobox,
  users_select: combobox,
  channels_select: combobox,
  conversations_select: combobox,
  multi_static_select: combobox,
  multi_external_select: combobox,
  multi_users_select: combobox,
  multi_channels_select: combobox,
  multi_conversations_select: combobox,
};

function button({ element, block, surface }) {
  const node = h("button", { type: "button", class: `button ${element.style ?? "plain"}`, aria: { label: element.accessibility_label } },
    h("span", { class: "button-text" }, text(element.text)));
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true" || !await confirmed(element.confirm)) return;
    if (element.url) follow(element.url);
    await busy(node, surface.send({ block_id: block.block_id, action_id: element.action_id, type: "button", value: element.value, text: element.text }));
  });
  return node;
}

/** Shows a spinner on a control until the bot has acknowledged. */
export async function busy(node, work) {
  node.setAttribute("aria-busy", "true");
  try {
    return await work;
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function overflow({ element, block, surface }) {
  return menuButton({
    label: "More actions",
    face: icon("more"),
    options: element.options.map((option) => ({ text: plainText(option.text), description: plainText(option.description), option })),
    async choose({ option }, node) {
      if (!await confirmed(element.confirm)) return;
      if (option.url) follow(option.url);
      await busy(node, surface.send({ block_id: block.block_id, action_id: element.action_id, type: "overflow", selected_option: option }));
    },
  });
}

/** What every input does when its value changes: remember it, and tell the bot where the block asks for that. */
export async function valueChanged({ element, block, surface, node, dispatch = true }, value) {
  const before = surface.value(block.block_id, element);
  surface.set(block.block_id, element, value);
  const live = block.type !== "input" || block.dispatch_action;
  if (!live || !dispatch) return;
  if (!await confirmed(element.confirm)) return surface.set(block.block_id, element, before);
  await busy(node, surface.dispatch(block, element));
}
