// The app manifest is what Slack's own types say; one with a wrong key or value is refused, or the check proves nothing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const here = path.dirname(fileURLToPath(import.meta.url));
const work = path.join(here, "node_modules", ".manifest-types");
const tsc = path.join(here, "node_modules", ".bin", "tsc");
const [manifest, overSocket] = ["manifest.yml", "manifest-socket-mode.yml"].map(
  (name) => parse(readFileSync(path.join(here, "..", "..", "manifests", "slack", name), "utf8")));

assert.equal(check(manifest), "", "the manifest is not what the official types say");
assert.equal(check(overSocket), "", "the manifest for Socket Mode is not what the official types say");

const broken = [
  (copy) => { copy.settings.event_subscriptions.bot_events.push("message.imm"); },
  (copy) => { copy.features.slash_commands[0].should_escpae = true; },
  (copy) => { copy.features.shortcuts[0].type = "everywhere"; },
  (copy) => { copy.features.app_home.home_tab = true; },
  (copy) => { copy.features.shortcuts[0].type = "massage"; },
  (copy) => { copy.oauth_config.scopes.bot = "chat:write"; },
  (copy) => { delete copy.display_information.name; },
];
for (const breaks of broken) {
  const copy = structuredClone(manifest);
  breaks(copy);
  assert.notEqual(check(copy), "", `a broken manifest went through: ${breaks}`);
}

console.log(`both manifests hold, ${broken.length} broken copies are refused`);

function check(json) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(path.join(work, "manifest.ts"), [
    'import type { AppsManifestValidateArguments } from "@slack/web-api";',
    'type Manifest = Exclude<AppsManifestValidateArguments["manifest"], string>;',
    `const manifest: Manifest = ${JSON.stringify(json)};`,
    "export default manifest;",
  ].join("\n"));
  const run = spawnSync(
    process.execPath,
    [tsc, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", path.join(work, "manifest.ts")],
    { encoding: "utf8" });
  assert.equal(run.error, undefined);
  return run.status === 0 ? "" : run.stdout + run.stderr || `tsc ended with ${run.status}`;
}
