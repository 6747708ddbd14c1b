import type { NativeFile, NativeMigration } from "../native";
import { aclFile } from "./access";
import { catalogue } from "./catalogue";
import { printCommand } from "./command-line";
import { library } from "./library";
import type { RedisModel } from "./model";
import { createWords } from "./search";

/** The key catalogue, the functions library (redis-cli -x FUNCTION LOAD REPLACE < entities.lua), the users, the search indexes. */
export function artefacts(model: RedisModel): readonly NativeFile[] {
  const search = model.searches.flatMap((each) => [printCommand(createWords(each)), printCommand(["FT.ALIASADD", each.alias, each.name])]);
  return [
    { path: "keys.md", content: catalogue(model), language: "markdown" }, { path: "entities.lua", content: library(model), language: "lua" }, { path: "users.acl", content: aclFile(model), language: "plaintext" },
    ...(search.length === 0 ? [] : [{ path: "search.redis", content: `${search.join("\n")}\n`, language: "redis" }]),
  ];
}

/** The folder of one migration: commands for `redis-cli < up.redis`, and what to see before and after. */
export function files(migration: NativeMigration, number: string): readonly [NativeFile, ...NativeFile[]] {
  const folder = `${number}_${migration.slug}`;
  const text = (commands: readonly string[]): string => `${commands.join("\n")}\n`;
  return [
    { path: `${folder}/up.redis`, content: text(migration.steps.flatMap(({ up }) => up)), language: "redis" }, { path: `${folder}/down.redis`, content: text(migration.steps.toReversed().flatMap(({ down }) => down)), language: "redis" },
    { path: `${folder}/plan.md`, content: planText(migration, number), language: "markdown" }, { path: `${folder}/checks.json`, content: `${JSON.stringify(checks(migration), null, 2)}\n`, language: "json" },
  ];
}

/** What to ask after up, and what the answer must hold. */
function checks({ steps }: NativeMigration): readonly { readonly command: string; readonly holds: string }[] {
  return steps.flatMap(({ up }) => up).flatMap((line) => {
    const version = /^SET schema:version (\d+)$/.exec(line)?.[1];
    const user = /^ACL SETUSER (\S+) /.exec(line)?.[1];
    const index = /^FT\.CREATE (\S+) /.exec(line)?.[1];
    const alias = /^FT\.ALIAS(?:ADD|UPDATE) (\S+) (\S+)$/.exec(line);
    return [
      ...(version === undefined ? [] : [{ command: "GET schema:version", holds: version }]), ...(user === undefined ? [] : [{ command: `ACL GETUSER ${user}`, holds: "commands" }]), ...(index === undefined ? [] : [{ command: `FT.INFO ${index}`, holds: "percent_indexed" }]),
      ...(alias === null ? [] : [{ command: `FT.INFO ${alias[1] ?? ""}`, holds: alias[2] ?? "" }]), ...(line.startsWith("FUNCTION LOAD") ? [{ command: "FUNCTION LIST LIBRARYNAME entities", holds: "put_" }] : []),
    ];
  });
}

function planText({ title, phase, before, steps, data }: NativeMigration, number: string): string {
  const lines = [`# ${number} ${escaped(title)}`, ""];
  if (phase !== undefined) lines.push(`Phase: ${phase}.`, "");
  if (before !== undefined) lines.push(`Before it is run, make sure: ${escaped(before)}`, "");
  for (const [i, { title: what, reversibility, hazards }] of steps.entries()) {
    lines.push(`${i + 1}. ${escaped(what)}. ${reversibility.kind === "lossless" ? "The way back loses nothing." : reversibility.kind === "lossy" ? `The way back loses: ${escaped(reversibility.what)}.` : escaped(reversibility.why)}`);
    for (const { message } of hazards) lines.push(`   - ${escaped(message)}`);
  }
  if (data !== undefined) lines.push("", `Then the keys: \`${data.slug}.py\` (\`--dry-run\` counts, \`--undo\` goes back). ${data.reversibility.kind === "lossless" ? "The way back loses nothing." : data.reversibility.kind === "lossy" ? `The way back loses: ${escaped(data.reversibility.what)}.` : escaped(data.reversibility.why)}`);
  lines.push("", "Run with `redis-cli --no-raw < up.redis` as app_migrator, and look at every answer: redis-cli goes on after an error.");
  return `${lines.join("\n")}\n`;
}

function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
