// Checkboxes and radio buttons: native controls with a label and, below it, a description.
import { h, freshId } from "./dom.js";
import { text, valueChanged } from "./elements.js";

export function checkboxes(use) {
  const { element, block, surface } = use;
  const chosen = new Set(surface.value(block.block_id, element).map((option) => option.value));
  return choiceList(use, "checkbox", (option) => chosen.has(option.value), (option, ticked, node) => {
    if (ticked) chosen.add(option.value);
    else chosen.delete(option.value);
    valueChanged({ ...use, node }, element.options.filter((one) => chosen.has(one.value)));
  });
}

export function radioButtons(use) {
  const { element, block, surface } = use;
  const chosen = surface.value(block.block_id, element)?.value;
  return choiceList(use, "radio", (option) => option.value === chosen, (option, _, node) => valueChanged({ ...use, node }, option));
}

function choiceList({ element, input }, type, isChosen, choose) {
  const name = freshId("choice");
  const list = h("div", {
    class: "choices",
    role: type === "radio" ? "radiogroup" : "group",
    aria: { labelledby: input?.labelledBy, describedby: input?.describedBy, label: input ? null : "Choices", required: type === "radio" && input?.required ? "true" : null, invalid: type === "radio" && input?.invalid ? "true" : null },
  });
  element.options.forEach((option, index) => {
    const id = index === 0 && input ? input.id : freshId("choice");
    const description = option.description ? freshId("choice") : null;
    const box = h("input", { type, name, id, class: "choice-box", data: { option: option.value }, aria: { describedby: description, invalid: input?.invalid && type === "checkbox" ? "true" : null } });
    box.checked = isChosen(option);
    box.addEventListener("change", () => choose(option, box.checked, list));
    list.append(h("div", { class: "choice" }, box,
      h("div", null,
        h("label", { for: id }, text(option.text)),
        description && h("div", { class: "choice-description", id: description }, text(option.description)))));
  });
  return list;
}
