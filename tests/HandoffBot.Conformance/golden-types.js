// Every golden message and view of the Slack edge is what Slack's own types say. The types of blocks are checked against
// KnownBlock: the packages' own `blocks` would let any type through. Broken copies must be refused, or the check proves nothing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const golden = path.join(here, "..", "HandoffBot.Slack.Tests", "Golden");
const work = path.join(here, "node_modules", ".golden-types");
const tsc = path.join(here, "node_modules", ".bin", "tsc");

const files = readdirSync(golden).filter((name) => name.endsWith(".json"));
const types = { "message-": "Message", "view-": "Modal", "tab-": "Home" };
for (const prefix of Object.keys(types)) assert.ok(files.some((name) => name.startsWith(prefix)), `no ${prefix} file`);
const drawn = files.map((name) => [name, JSON.parse(readFileSync(path.join(golden, name), "utf8"))]);

assert.equal(check(drawn), "", "a golden file is not what the official types say");

const everyMessage = drawn.find(([name]) => name === "message-every-part.json");
const home = drawn.find(([name]) => name === "tab-home.json");
const everyView = drawn.find(([name]) => name === "view-every-part.json");
const broken = [
  [everyMessage, (message) => { message.blocks[0].type = "headr"; }],
  [everyMessage, (message) => { delete message.blocks[1].text.type; }],
  [everyMessage, (message) => { message.blocks.at(-1).elements[0].style = "urgent"; }],
  [home, (tab) => { tab.type = "hoem"; }],
  [home, (tab) => { delete tab.blocks.find((block) => block.type === "actions").elements[0].text; }],
  [everyView, (view) => { delete view.title.type; }],
  [everyView, (view) => { view.blocks.find((block) => block.type === "input").label = "Label"; }],
];
for (const [[name, whole], breaks] of broken) {
  const copy = structuredClone(whole);
  breaks(copy);
  assert.notEqual(check([[name, copy]]), "", `a broken ${name} went through: ${breaks}`);
}

console.log(`${files.length} golden files hold, ${broken.length} broken copies are refused`);

function check(pieces) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const lines = pieces.map(([name, json], place) => `const piece${place}: ${types[Object.keys(types).find((prefix) => name.startsWith(prefix))]} = ${JSON.stringify(json)}; // ${name}`);
  writeFileSync(path.join(work, "golden.ts"), [
    'import type { HomeView, KnownBlock, ModalView } from "@slack/types";',
    "type Message = { text: string; blocks: KnownBlock[] };",
    'type Home = Omit<HomeView, "blocks"> & { blocks: KnownBlock[] };',
    'type Modal = Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };',
    ...lines,
    `export default [${pieces.map((_, place) => `piece${place}`).join(", ")}];`,
  ].join("\n"));
  const run = spawnSync(
    process.execPath,
    [tsc, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", path.join(work, "golden.ts")],
    { encoding: "utf8" });
  assert.equal(run.error, undefined);
  return run.status === 0 ? "" : run.stdout + run.stderr || `tsc ended with ${run.status}`;
}
