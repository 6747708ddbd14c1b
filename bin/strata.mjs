#!/usr/bin/env node
// The `strata` command: the compiled one when it is there and no source is newer, else the sources through tsx.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const bin = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(bin));
const compiled = path.join(root, ".build/cli.mjs");

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.name.endsWith(".ts")) newest = Math.max(newest, statSync(path.join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
  }
  return newest;
}

async function load() {
  const sources = path.join(root, "lib");
  if (existsSync(compiled) && (!existsSync(sources) || newestSource(sources) <= statSync(compiled).mtimeMs)) return import(pathToFileURL(compiled).href);
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(path.join(root, "lib/cli/main.ts")).href);
}

// Worker processes are made of this script.
process.env.STRATA_BIN = bin;
// A reader that closes early (`strata ... | head`) is no failure.
process.stdout.on("error", (error) => { if (error.code === "EPIPE") process.exit(0); });
try {
  const { main } = await load();
  const code = await main(process.argv.slice(2));
  // Engines keep the event loop alive; what is written must be out before the process ends.
  if (process.argv[2] !== "__pairs") process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
} catch (error) {
  process.stderr.write(`strata: this is a bug: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
}
