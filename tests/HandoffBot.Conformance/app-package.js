// The packed app is what Microsoft's own schema says, of the newest version that its package ships; one with a wrong key or value is
// refused, or the check proves nothing. The icons are what the schema describes in words: the outline white on nothing, the other full.
// fs-extra is not ours: Microsoft's package needs it and forgets to say so.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inflateSync } from "node:zlib";

const require = createRequire(import.meta.url);
const { AppManifestUtils } = require("@microsoft/app-manifest");
const { PACKAGE: folder, BOT: bot } = process.env;
const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));

const schemas = path.join(path.dirname(require.resolve("@microsoft/app-manifest")), "json-schemas", "teams");
const newest = readdirSync(schemas).map((name) => /^v1\.(\d+)$/.exec(name)).filter(Boolean).map((match) => Number(match[1])).sort((a, b) => b - a)[0];
assert.equal(manifest.manifestVersion, `1.${newest}`, "a newer schema is shipped");
assert.ok(manifest.$schema.endsWith(`/json-schemas/teams/v1.${newest}/MicrosoftTeams.schema.json`), manifest.$schema);

assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
const read = await AppManifestUtils.readTeamsManifest(path.join(folder, "manifest.json"));
assert.deepEqual([read.id, read.bots[0].botId, read.composeExtensions[0].botId], [bot, bot, bot]);

// One copy, wrong everywhere: each mistake is found where it is. The schema's name stays, so that nothing is asked from elsewhere.
const broken = {
  "/manifestVersion ": (copy) => { copy.manifestVersion = "1.0"; },
  "/id ": (copy) => { copy.id = "handoffbot"; },
  "/developer must have required property 'privacyUrl'": (copy) => { delete copy.developer.privacyUrl; },
  "/developer/websiteUrl ": (copy) => { copy.developer.websiteUrl = "acme.example"; },
  "/developer/name ": (copy) => { copy.developer.name = "n".repeat(33); },
  "/description/short ": (copy) => { copy.description.short = "s".repeat(81); },
  "/accentColor ": (copy) => { copy.accentColor = "violet"; },
  "/permissions/0 ": (copy) => { copy.permissions = ["everything"]; },
  "/bots/0/botId ": (copy) => { copy.bots[0].botId = `{${bot}}`; },
  "/bots/0/scopes/0 ": (copy) => { copy.bots[0].scopes = ["channel"]; },
  "/bots/0 must NOT have additional properties": (copy) => { copy.bots[0].supportsCaling = false; },
  "/bots/0/commandLists/0 must have required property 'scopes'": (copy) => { delete copy.bots[0].commandLists[0].scopes; },
  "/composeExtensions/0/commands/0/context/0 ": (copy) => { copy.composeExtensions[0].commands[0].context = ["messages"]; },
  "/composeExtensions/0/commands/1/title ": (copy) => { copy.composeExtensions[0].commands[1].title = "t".repeat(33); },
  "/bots/0/commandLists/1/commands ": (copy) => { copy.bots[0].commandLists[1].commands = Array.from({ length: 13 }, () => ({ title: "help" })); },
};
const copy = structuredClone(manifest);
for (const breaks of Object.values(broken)) breaks(copy);
const found = await AppManifestUtils.validateAgainstSchema(copy);
for (const [mistake, breaks] of Object.entries(broken)) {
  assert.ok(found.some((fault) => fault.startsWith(mistake)), `a broken manifest went through: ${breaks}\n${found.join("\n")}`);
}

const color = icon(manifest.icons.color);
assert.deepEqual([color.width, color.height], [192, 192]);
assert.ok(color.pixels.every(([, , , alpha]) => alpha === 255), "the color icon has holes");
const outline = icon(manifest.icons.outline);
assert.deepEqual([outline.width, outline.height], [32, 32]);
const drawn = outline.pixels.filter(([, , , alpha]) => alpha > 0);
assert.ok(drawn.length > 50 && drawn.length < outline.pixels.length / 2, `${drawn.length} pixels are drawn`);
assert.ok(drawn.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255), "the outline is not white");

console.log(`the app is of schema 1.${newest}, ${Object.keys(broken).length} mistakes are found`);

// The pixels of a PNG with eight bits a channel, not interlaced. https://www.w3.org/TR/png-3/#9Filters
function icon(name) {
  const file = readFileSync(path.join(folder, name));
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = { 2: 3, 6: 4 }[file[25]];
  assert.deepEqual([file[24], file[28]], [8, 0], name);
  const data = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }

  const [raw, row] = [inflateSync(Buffer.concat(data)), width * channels];
  const bytes = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : bytes[y * row + x - channels];
      const up = y === 0 ? 0 : bytes[(y - 1) * row + x];
      const corner = x < channels || y === 0 ? 0 : bytes[(y - 1) * row + x - channels];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      bytes[y * row + x] = raw[y * (row + 1) + 1 + x] + guess;
    }
  }

  const pixels = Array.from({ length: width * height }, (_, at) => [...bytes.subarray(at * channels, (at + 1) * channels), 255].slice(0, 4));
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const [byLeft, byUp, byCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}
