// Slack's mrkdwn, drawn with DOM nodes. Order matters: code first (nothing inside it is markup), then lines
// (quotes, lists), then <…> references, then emphasis.
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { dateText } from "./time.js";
import { store, conversation, isBot, nameOf, person } from "./store.js";

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A text as an array of nodes. */
export function mrkdwn(text) {
  return (text ?? "").split(/```\n?([\s\S]+?)```/).flatMap((part, index) =>
    index % 2 ? [h("pre", { class: "code-block" }, h("code", null, codeText(part.replace(/\n$/, ""))))] : lines(part));
}

/** What is read of a text: the words that are drawn. */
export const spoken = (text) => h("span", null, mrkdwn(text)).textContent;

/** Inside code only links are taken apart; they show their address. */
const codeText = (text) => unescape(text.replaceAll(/<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>/g, (_, url, label) => label ?? url));

function lines(text) {
  const nodes = [];
  let quote = null;
  const all = text.split("\n");
  all.forEach((line, index) => {
    const quoted = /^(?:&gt;|>)(?!>)\s?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push(quote = h("blockquote", { class: "quote" }));
      else quote.append(h("br"));
      quote.append(...inline(quoted[1]));
      return;
    }
    const wasBlock = quote || nodes.at(-1)?.classList?.contains("bullet");
    quote = null;
    const item = /^(\s*)(•|◦|▪|\d{1,2}\.)\s+(.*)$/.exec(line);
    if (item) {
      const deep = item[1].length > 1 || item[2] === "◦";
      nodes.push(h("div", { class: deep ? "bullet deep" : "bullet" }, h("span", { class: "bullet-mark" }, item[2]), h("div", null, inline(item[3]))));
      return;
    }
    if (index > 0 && !(wasBlock && line !== "" )) {
      if (!(wasBlock && line === "" && index === all.length - 1)) nodes.push(line === "" && wasBlock ? h("div", { class: "gap" }) : h("br"));
    }
    nodes.push(...inline(line));
  });
  return nodes;
}

const references = /<([^<>\n]+)>/;
const emphasis = [
  ["*", "strong"],
  ["_", "em"],
  ["~", "s"],
];

/** One line: code spans, references, emphasis, emoji. `opens` is true where a sentence begins. */
export function inline(text, opens = true) {
  if (text === "") return [];
  const code = /`(?!\u200b)([^`\n]*[^`\n\u200b])`/.exec(text);
  const reference = references.exec(text);
  const mark = findEmphasis(text);
  const first = [code, reference, mark].filter(Boolean).sort((a, b) => a.index - b.index)[0];
  if (!first) return plain(text);
  const before = text.slice(0, first.index);
  const leads = opens && before.trim() === "";
  const drawn = first === code ? [h("code", { class: "code" }, codeText(code[1]))]
    : first === reference ? drawReference(reference[1], leads)
    : [h(mark.tag, null, inline(mark.inner, leads))];
  return [...inline(before, opens), ...drawn, ...inline(text.slice(first.index + first[0].length), false)];
}

const wordy = /[\p{L}\p{N}]/u;

/** What a mark may hug. A zero-width space beside it, which cannot be seen, makes it a sign like others. */
const solid = /[^\s\u200b]/;

/** The first run such as *bold*: its marks stand at word boundaries and hug what they hold. */
function findEmphasis(text) {
  let best = null;
  for (const [mark, tag] of emphasis) {
    const found = findRun(text, mark);
    if (found && (!best || found.index < best.index)) best = Object.assign(found, { tag });
  }
  return best;
}

function findRun(text, mark) {
  for (let start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, start + 1)) {
    const opens = !wordy.test(text[start - 1] ?? " ") && text[start - 1] !== mark && solid.test(text[start + 1] ?? " ") && text[start + 1] !== mark;
    if (!opens) continue;
    for (let end = text.indexOf(mark, start + 2); end > 0; end = text.indexOf(mark, end + 1))
      if (solid.test(text[end - 1]) && !wordy.test(text[end + 1] ?? " ") && balanced(text.slice(start + 1, end)))
        return Object.assign([text.slice(start, end + 1)], { index: start, inner: text.slice(start + 1, end) });
  }
  return null;
}

/** Emphasis does not end inside a reference or a code span. */
const balanced = (text) => text.split("<").length === text.split(">").length && text.split("`").length % 2 === 1;

function plain(text) {
  return unescape(text).split(/(:[\w+-]+(?:::skin-tone-\d)?:)/).filter(Boolean).map((part) => {
    const glyph = /^:[\w+:-]+:$/.test(part) ? emoji(part.slice(1, -1)) : null;
    return glyph ? h("span", { class: "emoji", role: "img", "aria-label": part.slice(1, -1).replaceAll("_", " ") }, glyph) : part;
  });
}

function drawReference(body, leads) {
  const [target, label] = splitOnce(body, "|");
  if (target.startsWith("@")) return [mention(target.slice(1), label)];
  if (target.startsWith("#")) return [channelLink(target.slice(1), label)];
  if (target.startsWith("!date^")) return [dateNode(target, label, leads)];
  if (target.startsWith("!")) return [broadcast(target.slice(1), label)];
  return [link(unescape(target), label === undefined ? unescape(target.replace(/^mailto:/, "")) : plain(label))];
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

export function mention(id, label) {
  const known = person(id) || isBot(id);
  return h("span", { class: id === store.me ? "mention me" : "mention" }, `@${known ? nameOf(id) : label ? unescape(label) : id}`);
}

export function channelLink(id, label) {
  const name = conversation(id)?.name ?? (label ? unescape(label) : "private-channel");
  return h("span", { class: "mention" }, `#${name}`);
}

export function broadcast(name, label) {
  const group = /^subteam\^/.test(name);
  const text = label ? unescape(label) : group ? "group" : name.split("^")[0];
  return h("span", { class: group ? "mention" : "mention me" }, text.startsWith("@") ? text : `@${text}`);
}

function dateNode(target, fallback, leads) {
  const [, seconds, pattern, url] = target.split("^");
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return unescape(fallback ?? "");
  const node = h("time", { datetime: date.toISOString(), title: unescape(fallback ?? "") || null }, dateText(unescape(pattern ?? "{date_num}"), date, leads));
  return url ? link(unescape(url), node) : node;
}
