// Typed inputs: text in its kinds, numbers, dates and times. Each keeps its value in the surface as it is typed.
import { h, freshId } from "./dom.js";
import { plainText, valueChanged } from "./elements.js";
import { calmly } from "./press.js";

const kinds = { plain_text_input: "text", email_text_input: "email", url_text_input: "url" };

const naming = (input, element) => ({
  id: input?.id,
  aria: { describedby: input?.describedBy, invalid: input?.invalid ? "true" : null, required: input?.required ? "true" : null, label: input ? null : plainText(element.placeholder) || "Input" },
});

export function textField(use) {
  const { element, block, surface, input } = use;
  const node = h(element.multiline ? "textarea" : "input", {
    ...naming(input, element),
    class: "field",
    type: element.multiline ? null : kinds[element.type],
    rows: element.multiline ? 3 : null,
    placeholder: plainText(element.placeholder),
    maxlength: element.max_length,
    autocomplete: "off",
    data: element.focus_on_load ? { first: "" } : {},
  });
  node.value = surface.value(block.block_id, element) ?? "";
  const counter = element.max_length ? h("span", { class: "counter", "aria-hidden": "true" }) : null;
  const count = () => counter && counterText(counter, element.max_length - node.value.length, element.max_length);
  const grow = () => element.multiline && growToText(node);
  count();
  requestAnimationFrame(grow);
  dispatchWhileTyping({ ...use, node }, () => {
    count();
    grow();
  });
  return h("div", { class: "field-box" }, node, counter);
}

/** The counter speaks up only when the end comes near. */
function counterText(counter, left, most) {
  counter.textContent = left;
  counter.hidden = left > Math.max(25, most / 10);
  counter.classList.toggle("low", left <= 10);
}

export function growToText(node, most = 320) {
  node.style.height = "auto";
  node.style.height = `${Math.min(node.scrollHeight + 2, most)}px`;
}

/** A text input tells the bot on Enter or as characters are entered, whichever its block asks for. */
function dispatchWhileTyping(use, after) {
  const { element, node } = use;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let sent = node.value;
  let timer = null;
  const tell = () => {
    clearTimeout(timer);
    if (node.value === sent) return;
    sent = node.value;
    valueChanged(use, node.value || null);
  };
  node.addEventListener("input", () => {
    valueChanged({ ...use, dispatch: false }, node.value || null);
    after();
    if (!triggers.includes("on_character_entered")) return;
    clearTimeout(timer);
    timer = setTimeout(tell, 350);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && use.block.dispatch_action && triggers.includes("on_enter_pressed") && !element.multiline) {
      event.preventDefault();
      tell();
    }
  });
}

export function numberField(use) {
  const { element, block, surface, input } = use;
  const node = h("input", {
    ...naming(input, element),
    class: "field",
    type: "text",
    inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    placeholder: plainText(element.placeholder),
    autocomplete: "off",
    data: element.focus_on_load ? { first: "" } : {},
  });
  node.value = surface.value(block.block_id, element) ?? "";
  dispatchWhileTyping({ ...use, node }, () => {});
  return h("div", { class: "field-box" }, node);
}

const pickers = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

export function pickerField(use) {
  const { element, block, surface, input } = use;
  const node = h("input", { ...naming(input, element), class: "field picker", type: pickers[element.type], id: input?.id ?? freshId("picker") });
  const inSeconds = element.type === "datetimepicker";
  const value = surface.value(block.block_id, element);
  node.value = inSeconds ? localText(value) : value ?? "";
  let sent = node.value;
  const change = (dispatch) => valueChanged({ ...use, node, dispatch }, inSeconds ? secondsOf(node.value) : node.value || null);
  const tell = () => {
    if (node.value === sent) return;
    sent = node.value;
    change(true);
  };
  // The browser tells of 0002, 0020 and 0202 as well; the bot is told of what stands there when no more is typed.
  node.addEventListener("change", () => {
    if (!element.confirm) change(false);
    calmly(`date ${node.id}`, tell);
  });
  node.addEventListener("blur", tell);
  return h("div", { class: "field-box picker-box" }, node);
}

const secondsOf = (text) => text ? Math.floor(new Date(text).getTime() / 1000) : null;
function localText(seconds) {
  if (!seconds) return "";
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
