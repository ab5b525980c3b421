// Block Kit, drawn faithfully. A surface carries what the blocks need to act: values, sending, suggestions, errors.
import { h, freshId } from "./dom.js";
import { drawElement, text } from "./elements.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function drawBlocks(blocks, surface) {
  return blocks.map((block, index) => {
    const draw = drawers[block.type] ?? unknown;
    const node = draw({ ...block, block_id: block.block_id ?? `block-${index}` }, surface);
    node.dataset.block = block.block_id ?? "";
    return node;
  });
}

const drawers = {
  header: (block, surface) => h(surface.headings ?? "h2", { class: "block block-header" }, text(block.text)),
  divider: () => h("hr", { class: "block block-divider" }),
  rich_text: (block) => h("div", { class: "block" }, richText(block)),
  markdown: (block) => h("div", { class: "block block-section" }, mrkdwn(block.text)),
  section, context, actions, input, image,
};

function section(block, surface) {
  return h("div", { class: "block block-section" },
    h("div", { class: "section-body" },
      block.text && h("div", { class: "section-text" }, text(block.text)),
      block.fields && h("div", { class: "section-fields" }, block.fields.map((field) => h("div", { class: "section-field" }, text(field))))),
    block.accessory && h("div", { class: "section-accessory" }, drawElement(block.accessory, block, surface)));
}

function context(block) {
  return h("div", { class: "block block-context" },
    block.elements.map((element) => h("span", { class: "context-item" }, element.type === "image" ? picture(element) : text(element))));
}

function actions(block, surface) {
  return h("div", { class: "block block-actions", role: "group", aria: { label: "Actions" } }, block.elements.map((element) => drawElement(element, block, surface)));
}

/** Pictures of other hosts are not fetched here; their description stands for them. */
const picture = (element) => h("span", { class: "picture", role: "img", "aria-label": element.alt_text }, element.alt_text);
function image(block) {
  return h("div", { class: "block" }, block.title && h("div", { class: "picture-title" }, text(block.title)), picture(block));
}

const grouped = new Set(["checkboxes", "radio_buttons"]);

function input(block, surface) {
  const group = grouped.has(block.element.type);
  const ids = { control: freshId("field"), label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const error = surface.errors?.[block.block_id];
  const describedBy = [error && ids.error, block.hint && ids.hint].filter(Boolean).join(" ") || null;
  const label = h(group ? "div" : "label", { class: "input-label", id: ids.label, for: group ? null : ids.control },
    text(block.label), block.optional && h("span", { class: "optional" }, " (optional)"));
  return h("div", { class: error ? "block block-input invalid" : "block block-input" },
    label,
    drawElement(block.element, block, surface, { id: ids.control, labelledBy: ids.label, describedBy, invalid: Boolean(error), required: !block.optional }),
    error && h("p", { class: "input-error", id: ids.error }, error),
    block.hint && h("p", { class: "input-hint", id: ids.hint }, text(block.hint)));
}

const unknown = (block) => h("div", { class: "block block-unknown" }, `A block of type “${block.type}” is not drawn here.`);
