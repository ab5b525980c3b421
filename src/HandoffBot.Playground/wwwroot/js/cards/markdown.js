// The subset of markdown that Adaptive Cards know: bold, italic, lists and links, the functions {{DATE()}} and {{TIME()}}, and mentions.
// https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
import { h } from "../dom.js";
import { follow, isSafe } from "../links.js";
import { cardDate, timeOfDay } from "../time.js";

/** A text as an array of nodes; `mentions` tells who stands behind `<at>Name</at>`. */
export function markdown(text, mentions = []) {
  const blocks = (text ?? "").split(/\n{2,}/).flatMap(paragraphsOf);
  if (blocks.length === 1 && !blocks[0].items) return inline(blocks[0].text, mentions);
  return blocks.map((block) => block.items
    ? h(block.ordered ? "ol" : "ul", { class: "card-list", start: block.ordered ? block.start : null }, block.items.map((item) => h("li", null, inline(item, mentions))))
    : h("p", { class: "card-paragraph" }, inline(block.text, mentions)));
}

/** What is read of a text: the words that are drawn. */
export const spoken = (text) => h("span", null, markdown(text)).textContent.replaceAll("\u200b", "");

const item = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;

/** Lines of one paragraph: those that begin as list items make a list, the others go on in one line. */
function paragraphsOf(paragraph) {
  const blocks = [];
  for (const line of paragraph.split("\n")) {
    const found = item.exec(line);
    const last = blocks.at(-1);
    if (found && last?.items && last.ordered === Boolean(found[2])) last.items.push(found[3]);
    else if (found) blocks.push({ items: [found[3]], ordered: Boolean(found[2]), start: found[2] });
    else if (last && !last.items) last.text += ` ${line}`;
    else blocks.push({ text: line });
  }
  return blocks;
}

const date = /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))(?:,\s?(COMPACT|SHORT|LONG))?\)\}\}/;
const link = /\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/;
const at = /<at>(.+?)<\/at>/;
const strong = /(\*\*|__)(?=\S)((?:\\.|(?!\1)[^\\])*?\S)\1(?!\*)/;
const em = /(?<![\p{L}\p{N}\\])([*_])(?=[^\s*_])((?:\\.|(?!\1)[^\\])*?[^\s\\])\1(?![\p{L}\p{N}])/u;
const escaped = /\\([!-/:-@[-`{-~])/;

/** One paragraph: whatever comes first in it, then the rest. */
function inline(text, mentions) {
  const found = [[escaped, drawEscaped], [date, drawDate], [link, drawLink], [at, drawMention], [strong, drawMarked("strong")], [em, drawMarked("em")]]
    .map(([pattern, draw]) => ({ match: pattern.exec(text), draw }))
    .filter(({ match }) => match)
    .sort((a, b) => a.match.index - b.match.index || b.match[0].length - a.match[0].length)[0];
  if (!found) return text === "" ? [] : [text];
  const { match, draw } = found;
  return [...inline(text.slice(0, match.index), mentions), draw(match, mentions), ...inline(text.slice(match.index + match[0].length), mentions)];
}

const drawEscaped = (match) => match[1];
const drawMarked = (tag) => (match, mentions) => h(tag, null, inline(match[2], mentions));

/** In the reader's zone and language. */
function drawDate([, kind, instant, style]) {
  const moment = new Date(instant);
  return h("time", { datetime: instant }, kind === "DATE" ? cardDate(moment, style ?? "COMPACT") : timeOfDay(moment));
}

function drawLink([whole, label, address], mentions) {
  if (!isSafe(address)) return whole;
  return h("a", { href: address, class: "link", target: "_blank", rel: "noopener noreferrer", on: { click: (event) => { event.preventDefault(); follow(address); } } }, inline(label, mentions));
}

function drawMention([whole, name], mentions) {
  const who = mentions.find((each) => each.text === whole);
  return who ? h("span", { class: who.me ? "mention me" : "mention" }, who.name ?? name) : name;
}
