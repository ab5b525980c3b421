// The rich_text block: sections, lists, quotes and preformatted text made of small styled elements.
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { broadcast, channelLink, mention } from "./mrkdwn.js";
import { dateText } from "./time.js";

export const richText = (block) => h("div", { class: "rich-text" }, block.elements.map(drawPart));

function drawPart(part) {
  switch (part.type) {
    case "rich_text_list": return list(part);
    case "rich_text_quote": return h("blockquote", { class: "quote" }, part.elements.flatMap(drawLeaf));
    case "rich_text_preformatted": return h("pre", { class: "code-block" }, h("code", null, part.elements.map((leaf) => leaf.text ?? leaf.url ?? "")));
    default: return h("div", null, (part.elements ?? []).flatMap(drawLeaf));
  }
}

function list(part) {
  const ordered = part.style === "ordered";
  const element = h(ordered ? "ol" : "ul", { class: `rich-list indent-${Math.min(part.indent ?? 0, 4)}`, start: ordered && part.offset ? part.offset + 1 : null });
  for (const item of part.elements) element.append(h("li", null, (item.elements ?? []).flatMap(drawLeaf)));
  return element;
}

function drawLeaf(leaf) {
  switch (leaf.type) {
    case "text": return styled(lineBroken(leaf.text), leaf.style);
    case "link": return styled([link(leaf.url, leaf.text ?? leaf.url)], leaf.style);
    case "user": return [mention(leaf.user_id)];
    case "channel": return [channelLink(leaf.channel_id)];
    case "usergroup": return [broadcast("subteam^", "group")];
    case "broadcast": return [broadcast(leaf.range)];
    case "emoji": return [emoji(leaf.name) ?? `:${leaf.name}:`];
    case "date": return [dateText(leaf.format ?? "{date}", new Date(leaf.timestamp * 1000))];
    case "color": return [h("code", { class: "code" }, leaf.value)];
    default: return [leaf.fallback ?? leaf.text ?? ""];
  }
}

const lineBroken = (text) => text.split("\n").flatMap((line, index) => index ? [h("br"), line] : [line]);

function styled(nodes, style = {}) {
  const tags = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"]];
  return tags.filter(([name]) => style[name]).reduce((inner, [, tag]) => [h(tag, tag === "code" ? { class: "code" } : null, inner)], nodes);
}
