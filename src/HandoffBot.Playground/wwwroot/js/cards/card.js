// Adaptive Cards 1.5, drawn faithfully. Every part is known by its JSON pointer, by which the playground is told what was clicked.
// https://adaptivecards.io/explorer/
import { h, freshId } from "../dom.js";
import { drawActions, selectable } from "./actions.js";
import { drawInput } from "./inputs.js";
import { markdown } from "./markdown.js";

/** The body and the actions of a card. `foot` takes the actions to where they shall stand; otherwise they follow the body. */
export function drawCard(card, surface, { pointer = "", foot = null } = {}) {
  const body = drawItems(card.body, surface, `${pointer}/body`);
  const actions = card.actions?.length ? drawActions(card.actions, surface, `${pointer}/actions`) : null;
  if (foot && actions) foot.append(actions);
  return h("div", { class: "card-content" }, body, !foot && actions && h("div", { class: "element actions-of-card" }, actions));
}

/** What tells a card in words, for those who hear it. */
export const titleOfCard = (card) => card.speak ?? card.fallbackText ?? "";

const drawers = {
  TextBlock: textBlock,
  RichTextBlock: richText,
  Container: container,
  ColumnSet: columnSet,
  FactSet: factSet,
  ActionSet: (element, surface, pointer) => drawActions(element.actions, surface, `${pointer}/actions`),
  Image: picture,
  ImageSet: (element) => h("div", { class: "pictures" }, element.images.map(picture)),
  Table: table,
};

/** Elements below each other. What stands below an input, and in the same box, is read out with it. */
function drawItems(items, surface, pointer) {
  const shown = (items ?? []).map((element, index) => ({ element, place: `${pointer}/${index}`, id: freshId("element") })).filter(({ element }) => element.isVisible !== false);
  const asks = shown.filter(({ element }) => isInput(element));
  return shown.map(({ element, place, id }, index) => {
    const below = isInput(element) && asks.length === 1 ? shown.slice(index + 1).filter((one) => isAside(one.element)) : [];
    const node = isInput(element)
      ? drawInput(element, surface, { describedBy: below.map((one) => one.id), invalid: below.some((one) => isComplaint(one.element)) })
      : draw(element, surface, place);
    const box = h("div", { class: classesOf(element, index), id }, node);
    if (element.height === "stretch") box.classList.add("stretch");
    return box;
  });
}

const isInput = (element) => element.type?.startsWith("Input.");
const isComplaint = (element) => element.color?.toLowerCase() === "attention";
const isAside = (element) => element.type === "TextBlock" && (element.isSubtle === true || isComplaint(element));

function draw(element, surface, pointer) {
  const known = drawers[element.type];
  if (known) return known(element, surface, pointer);
  return element.fallback && element.fallback !== "drop" ? draw(element.fallback, surface, `${pointer}/fallback`) : h("span", { class: "block-unknown" }, `An element of type “${element.type}” is not drawn here.`);
}

const word = (value, otherwise = "default") => (value ?? otherwise).toLowerCase();

const classesOf = (element, index) => ["element", index > 0 && `space-${word(element.spacing)}`, index > 0 && element.separator && "separated"].filter(Boolean).join(" ");

function textBlock(element, surface) {
  const heading = word(element.style) === "heading";
  const classes = [
    "text-block", `size-${word(element.size)}`, `weight-${word(element.weight)}`, `color-${word(element.color)}`, element.isSubtle && "subtle",
    word(element.fontType) === "monospace" && "monospace", element.wrap !== true && "one-line", `align-${word(element.horizontalAlignment, "left")}`,
  ].filter(Boolean).join(" ");
  const node = h(heading ? surface.heading ?? "h2" : "div", { class: classes }, markdown(element.text, surface.mentions()));
  if (element.maxLines) node.style.setProperty("--lines", element.maxLines);
  return node;
}

function richText(element) {
  return h("div", { class: "text-block" }, element.inlines.map((run) => typeof run === "string" ? run
    : h("span", { class: [`size-${word(run.size)}`, `weight-${word(run.weight)}`, `color-${word(run.color)}`, run.italic && "italic", run.strikethrough && "struck", run.underline && "underlined", run.highlight && "highlit", run.isSubtle && "subtle"].filter(Boolean).join(" ") }, run.text)));
}

function container(element, surface, pointer) {
  const node = h("div", { class: `container fill-${word(element.style)} hold-${word(element.verticalContentAlignment, "top")}` }, drawItems(element.items, surface, `${pointer}/items`));
  return selectable(node, element.selectAction, surface, `${pointer}/selectAction`);
}

function columnSet(element, surface, pointer) {
  const node = h("div", { class: `columns fill-${word(element.style)}` }, (element.columns ?? []).map((column, index) => {
    const drawn = h("div", { class: `column fill-${word(column.style)} hold-${word(column.verticalContentAlignment, "top")}` }, drawItems(column.items, surface, `${pointer}/columns/${index}/items`));
    const width = String(column.width ?? "auto");
    if (/^\d+px$/.test(width)) drawn.style.flex = `0 0 ${width}`;
    else drawn.style.flex = width === "auto" ? "0 0 auto" : `${width === "stretch" ? 1 : Number(width) || 1} 1 0`;
    return selectable(drawn, column.selectAction, surface, `${pointer}/columns/${index}/selectAction`);
  }));
  return selectable(node, element.selectAction, surface, `${pointer}/selectAction`);
}

function factSet(element, surface) {
  return h("dl", { class: "facts" }, element.facts.map((fact) => h("div", { class: "fact" },
    h("dt", null, markdown(fact.title, surface.mentions())), h("dd", null, markdown(fact.value, surface.mentions())))));
}

/** Pictures of other hosts are not fetched here; their description stands for them. */
function picture(element) {
  const words = element.altText || "Picture";
  return h("span", { class: "picture", role: "img", "aria-label": words }, words);
}

function table(element, surface, pointer) {
  const heads = element.firstRowAsHeaders !== false;
  return h("table", { class: element.showGridLines === false ? "card-table" : "card-table lined" }, h("tbody", null, (element.rows ?? []).map((row, at) =>
    h("tr", null, row.cells.map((cell, place) => h(heads && at === 0 ? "th" : "td", heads && at === 0 ? { scope: "col" } : null, drawItems(cell.items, surface, `${pointer}/rows/${at}/cells/${place}/items`)))))));
}
