// Input.ChoiceSet in its styles: expanded as radio buttons or boxes, otherwise a list that opens, which with Data.Query asks while one types.
import { h, freshId } from "../dom.js";
import { combobox } from "../combobox.js";

export function choiceSet(use) {
  return use.input.style?.toLowerCase() === "expanded" ? inSight(use) : inList(use);
}

const chosenOf = ({ input, surface }) => {
  const value = surface.value(input);
  return input.isMultiSelect ? value.split(",").filter(Boolean) : value ? [value] : [];
};

function inSight(use) {
  const { input, surface, id, labelledBy, describedBy, required, invalid } = use;
  const name = freshId("choice");
  const many = input.isMultiSelect === true;
  const chosen = new Set(chosenOf(use));
  const choose = (value, ticked) => {
    if (!many) return surface.set(input, value);
    if (ticked) chosen.add(value);
    else chosen.delete(value);
    return surface.set(input, input.choices.map((each) => each.value).filter((each) => chosen.has(each)).join(","));
  };
  return h("div", {
    class: "choices", role: many ? "group" : "radiogroup",
    aria: { labelledby: input.label ? labelledBy : null, label: input.label ? null : "Choices", describedby: describedBy, required: !many && required ? "true" : null, invalid: !many && invalid ? "true" : null },
  }, input.choices.map((choice, index) => {
    const own = index === 0 ? id : freshId("choice");
    const box = h("input", { type: many ? "checkbox" : "radio", name, id: own, class: "choice-box", data: { option: choice.value }, aria: { invalid: many && invalid ? "true" : null } });
    box.checked = chosen.has(choice.value);
    box.addEventListener("change", () => choose(choice.value, box.checked));
    return h("div", { class: "choice" }, box, h("label", { for: own }, choice.title));
  }));
}

const optionOf = (choice) => ({ value: choice.value, text: { type: "plain_text", text: choice.title, emoji: false } });

/** The page's one list, told in its own words what a card says. */
function inList(use) {
  const { input, surface, id, labelledBy, describedBy, required, invalid } = use;
  const many = input.isMultiSelect === true;
  const asks = Boolean(input["choices.data"]);
  const options = (input.choices ?? []).map(optionOf);
  const known = (value) => options.find((option) => option.value === value) ?? optionOf({ value, title: surface.nameOf(value) });
  const element = {
    type: `${many ? "multi_" : ""}${asks ? "external" : "static"}_select`, action_id: input.id, min_query_length: 0, options,
    placeholder: { type: "plain_text", text: input.placeholder || "Select", emoji: false },
  };
  return combobox({
    element,
    block: { type: "input", block_id: input.id },
    input: { id, labelledBy, describedBy, required, invalid },
    surface: {
      value: () => many ? chosenOf(use).map(known) : chosenOf(use).map(known)[0] ?? null,
      set: (_, __, value) => {
        const values = many ? value : value ? [value] : [];
        for (const option of values) surface.name(option.value, option.text.text);
        surface.set(input, values.map((option) => option.value).join(","));
      },
      ask: (_, __, text) => search(use, options, text),
    },
  });
}

/** What the card brought along and fits, and what is found for what was typed. */
async function search({ input, surface }, options, text) {
  const fitting = options.filter((option) => option.text.text.toLowerCase().includes(text.toLowerCase()));
  if (text === "") return { options: fitting };
  const answer = await surface.ask(input.id, text);
  if (answer.ok === false || answer.error) return answer;
  const found = answer.choices.map(optionOf);
  return { options: [...fitting.filter((one) => !found.some((other) => other.value === one.value)), ...found] };
}
