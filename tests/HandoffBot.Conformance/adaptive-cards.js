// Every golden card and dialog of the Microsoft Teams edge is read by Microsoft's own library without a fault, and read in full: it
// passes over what it does not know, so what it writes back must hold everything. One finding is exempt, by name: typing ahead counts
// as version 1.6 there, and Microsoft Teams takes it in cards of version 1.5. Broken copies must be refused, or the check proves nothing.
// Texts are rendered as markdown: what people wrote must come out as they wrote it, and as nothing else.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";

const require = createRequire(import.meta.url);
const { AdaptiveCard, SerializationContext, Versions } = require("adaptivecards/dist/adaptivecards.js");
const exempt = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';

const here = path.dirname(fileURLToPath(import.meta.url));
const golden = path.join(here, "..", "HandoffBot.MsTeams.Tests", "Golden");
const read = (name) => JSON.parse(readFileSync(path.join(golden, name), "utf8"));
const files = readdirSync(golden).filter((name) => /^(message|dialog)-.*\.json$/.test(name));
assert.ok(files.some((name) => name.startsWith("message-")) && files.some((name) => name.startsWith("dialog-")));

let exempted = 0;
for (const name of files) {
  assert.deepEqual(faults(read(name)), [], name);
}
assert.ok(exempted > 0, "nothing types ahead any more: remove the exemption");

const every = { message: read("message-every-part.json"), dialog: read("dialog-every-part.json"), ping: read("message-ping-several.json") };
const broken = [
  ["message", (card) => { card.body[0].type = "TextBlok"; }],
  ["message", (card) => { card.body[0].size = "Enormous"; }],
  ["message", (card) => { card.body[0].wraps = true; }],
  ["message", (card) => { card.version = "1.0"; }],
  ["ping", (card) => { card.body.find((part) => part.type === "ActionSet").actions[0].fallback.type = "Action.Run"; }],
  ["dialog", (card) => { delete card.body.at(-1).columns[1].items[0].actions[0].type; }],
  ["dialog", (card) => { input(card, "Input.Toggle").titel = "So it is"; }],
  ["dialog", (card) => { input(card, "Input.ChoiceSet").choices = []; }],
  ["dialog", (card) => { delete input(card, "Input.Date").id; }],
  ["dialog", (card) => { card.actions[0].style = "urgent"; }],
];
for (const [which, breaks] of broken) {
  const copy = structuredClone(every[which]);
  breaks(copy);
  assert.notDeepEqual(faults(copy), [], `a broken ${which} went through: ${breaks}`);
}

const markdown = new MarkdownIt();
const texts = read("texts.json");
for (const { text, written, bold, label } of texts) {
  assert.deepEqual(plain(markdown.render(written), ["p"]), lines(text), written);
  if (bold !== null) {
    assert.match(markdown.render(bold), /^<p>\s*<strong>[^]*<\/strong>\s*<\/p>\n$/, bold);
    assert.deepEqual(plain(markdown.render(bold), ["p", "strong"]), lines(text), bold);
  }
  assert.doesNotMatch(markdown.render(label), /<(a|img|script|at)\b/, label);
}
assert.match(markdown.render("[click](https://evil.example)"), /<a /, "links are not rendered at all: the check proves nothing");

console.log(`${files.length} cards hold, ${broken.length} broken copies are refused, ${texts.length} texts stay what they are`);

function faults(json) {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const events = [
    ...Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message),
    ...card.validateProperties().validationEvents.map((event) => event.message),
  ];
  exempted += events.filter((message) => message === exempt).length;
  return [
    ...events.filter((message) => message !== exempt),
    ...lost(json, card.toJSON(new SerializationContext(Versions.v1_5)), ""),
    ...nested(json).flatMap((action) => faults({ type: "AdaptiveCard", version: "1.5", body: [{ type: "ActionSet", actions: [action] }] })),
  ];
}

// What Microsoft Teams reads itself, what is looked at on its own, and what counts as version 1.6.
function lost(written, readBack, where) {
  if (written === null || typeof written !== "object") return written === readBack ? [] : [`${where} became ${JSON.stringify(readBack)}`];
  return Object.keys(written)
    .filter((key) => !["msteams", "fallback", "choices.data", "$schema"].includes(key))
    .flatMap((key) => (readBack && key in readBack ? lost(written[key], readBack[key], `${where}/${key}`) : [`${where}/${key} was not understood`]));
}

function nested(json) {
  if (json === null || typeof json !== "object") return [];
  return Object.entries(json).flatMap(([key, value]) => (key === "fallback" ? [value] : nested(value)));
}

function input(json, type) {
  if (json === null || typeof json !== "object") return undefined;
  return json.type === type ? json : Object.values(json).map((value) => input(value, type)).find((found) => found);
}

function plain(html, tags) {
  const text = html.replace(/<\/?([a-z0-9]+)[^>]*>/g, (tag, name) => (tags.includes(name) ? "" : tag));
  assert.doesNotMatch(text, /<[a-z/!]/i, html);
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  return lines(text.replace(/&(lt|gt|quot|amp);/g, (entity) => entities[entity]).replaceAll("\u200b", ""));
}

function lines(text) {
  return text.replaceAll("\u00a0", " ").split("\n").map((line) => line.trim()).filter((line) => line.length > 0);
}
