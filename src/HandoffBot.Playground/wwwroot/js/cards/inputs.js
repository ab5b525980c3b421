// The inputs of a card: native controls with their label above and, below, what is wrong with them.
import { h, freshId } from "../dom.js";
import { growToText } from "../fields.js";
import { choiceSet } from "./choices.js";

/** `describedBy` are the ids of what stands below it in the card; `invalid` when that complains. */
export function drawInput(input, surface, { describedBy = [], invalid = false } = {}) {
  const error = surface.errors[input.id];
  const ids = { control: freshId("field"), label: freshId("label"), error: freshId("error") };
  const use = {
    input, surface, id: ids.control, labelledBy: ids.label, invalid: Boolean(error) || invalid, required: input.isRequired === true || /\*$/.test(input.label ?? ""),
    describedBy: [...error ? [ids.error] : [], ...describedBy].join(" ") || null,
  };
  const control = (controls[input.type] ?? unknown)(use);
  const group = input.type === "Input.ChoiceSet" && input.style?.toLowerCase() === "expanded";
  const label = input.label && h(group ? "div" : "label", { class: "input-label", id: ids.label, for: group ? null : ids.control }, withoutMark(input.label), (input.isRequired || use.required) && h("span", { class: "required", "aria-hidden": "true" }, " *"));
  return h("div", { class: use.invalid ? "card-input invalid" : "card-input", data: { input: input.id } },
    label, control, error && h("p", { class: "input-error", id: ids.error }, error));
}

/** The star says to eyes what the control's own state says to ears. */
const withoutMark = (label) => label.replace(/\s\*$/, "");

const controls = {
  "Input.Text": textInput,
  "Input.Number": (use) => simple(use, { type: "text", inputmode: "decimal" }),
  "Input.Date": (use) => simple(use, { type: "date", min: use.input.min, max: use.input.max, class: "field picker" }),
  "Input.Time": (use) => simple(use, { type: "time", min: use.input.min, max: use.input.max, class: "field picker" }),
  "Input.Toggle": toggle,
  "Input.ChoiceSet": choiceSet,
};

const unknown = ({ input }) => h("span", { class: "block-unknown" }, `An input of type “${input.type}” is not drawn here.`);

/** What assistive technology is told of a control. */
const told = ({ input, id, describedBy, invalid, required }) => ({
  id,
  aria: { describedby: describedBy, invalid: invalid ? "true" : null, required: required ? "true" : null, label: input.label ? null : input.placeholder || "Input" },
});

function simple(use, more) {
  const { input, surface } = use;
  const node = h("input", { class: "field", autocomplete: "off", placeholder: input.placeholder, ...told(use), ...more });
  node.value = surface.value(input);
  node.addEventListener(node.type === "text" ? "input" : "change", () => surface.set(input, node.value));
  return h("div", { class: "field-box" }, node);
}

const kinds = { email: "email", url: "url", tel: "tel", password: "password" };

function textInput(use) {
  const { input, surface } = use;
  if (!input.isMultiline) return simple(use, { type: kinds[input.style?.toLowerCase()] ?? "text", maxlength: input.maxLength });
  const node = h("textarea", { class: "field", rows: 3, autocomplete: "off", placeholder: input.placeholder, maxlength: input.maxLength, ...told(use) });
  node.value = surface.value(input);
  node.addEventListener("input", () => {
    surface.set(input, node.value);
    growToText(node);
  });
  requestAnimationFrame(() => growToText(node));
  return h("div", { class: "field-box" }, node);
}

function toggle(use) {
  const { input, surface, id } = use;
  const [on, off] = [input.valueOn ?? "true", input.valueOff ?? "false"];
  const node = h("input", { type: "checkbox", class: "choice-box", ...told(use), id });
  node.removeAttribute("aria-label");
  node.checked = surface.value(input) === on;
  node.addEventListener("change", () => surface.set(input, node.checked ? on : off));
  return h("div", { class: "choice" }, node, h("label", { for: id }, input.title));
}
