import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mapIds, renameComments } from "../../diff";
import { nameMigrations } from "../../export";
import { detectFormat, type ImportResult } from "../../import";
import { qualified, type Diagnostic, type Result, type Schema } from "../../model";
import type { FileHazards } from "../../proof";
import { declaredHazards, plan as planChanges, renderMigration, type MigrationFile, type Plan } from "../../plan";
import { chosenTarget, settledTarget, type ChosenTarget } from "../chosen-target";
import { required, text, texts, UsageError, type Command, type CommandIo, type ExitCode, type OptionValues } from "../command";
import { printDiagnostics } from "../diagnostics";
import { planNative } from "../native";
import { planPairsFile } from "../pairs/plan-pairs-file";
import { readSchema, readText, reason } from "../read-file";
import { readRenames, spokenOption } from "../renames";

export const plan: Command = {
  name: "plan",
  summary: "Plan the migrations between two schemas, or between many pairs of them.",
  usage: ["plan --from OLD --to NEW --target T [--out DIR] [--json]", "plan --pairs PAIRS.json --target T --out RESULTS.json"],
  help: [
    ["--from OLD", "What is there: SQL, DBML or Schema JSON."],
    ["--to NEW", "What shall be: SQL, DBML or Schema JSON. Two JSON files are matched by id, others by name."],
    ["--target T", "Any technology, with a version if wanted: postgresql@17, mariadb@10.11, mongodb, neo4j. Those without SQL take access patterns and loads from Schema JSON."],
    ["--rename A=B", "A table or column under a new name: users.fullname=users.full_name. May be repeated."],
    ["--online", "Forms that do not block writers."],
    ["--numbering N", "sequence (default) or timestamp."],
    ["--out DIR", "Write the files there, numbered after those it holds. Without it they are printed."],
    ["--rows T=N", "Rows expected in a table, by which locks, scans and rewrites are weighed. May be repeated."],
    ["--json", "Print changes, files, hazards, questions and findings as JSON."],
    ["--pairs FILE", "Array of {id, setup_sql?, old_sql, new_sql}; --out gets an array of {id, up, down, unsupported, error?}."],
    ["--timeout S", "With --pairs: seconds for one pair (default 60)."],
  ],
  options: {
    from: { type: "string" }, to: { type: "string" }, target: { type: "string" }, out: { type: "string" }, json: { type: "boolean" },
    online: { type: "boolean" }, rows: { type: "string", multiple: true }, numbering: { type: "string" }, rename: { type: "string", multiple: true }, pairs: { type: "string" }, timeout: { type: "string" },
  },
  operands: [0, 0],
  async run(values, _operands, io) {
    const targetText = required(values, "target");
    const chosen = chosenTarget(targetText);
    const pairs = text(values, "pairs");
    if (pairs !== undefined) {
      const seconds = Number(text(values, "timeout") ?? "60");
      if (!(seconds > 0)) throw new UsageError("--timeout is a number of seconds.");
      return planPairsFile({ file: pairs, out: required(values, "out"), target: targetText, timeout: seconds * 1000 }, io);
    }
    return chosen.target.native === undefined ? planOne(values, await settledTarget(chosen), io) : planNative(values, chosen, io);
  },
};

async function planOne(values: OptionValues, chosen: ChosenTarget, io: CommandIo): Promise<ExitCode> {
  const from = await side(required(values, "from"), chosen, io);
  const to = await side(required(values, "to"), chosen, io);
  const refused = Math.max(printDiagnostics(from.result.diagnostics, io), printDiagnostics(to.result.diagnostics, io));
  if (!from.result.ok || !to.result.ok) return 2;
  const base = from.keepsIds ? from.result.value.schema : mapIds(from.result.value.schema, (id) => `from ${id}`);
  const goal = to.keepsIds ? to.result.value.schema : mapIds(to.result.value.schema, (id) => `to ${id}`);
  const said = detectFormat("", required(values, "to")) === "json" ? [] : renameComments(await readText(required(values, "to"), io));
  const renames = readRenames([...said, ...texts(values, "rename").map(spokenOption)], base, goal);
  const planned = planChanges({ target: chosen.target, version: chosen.version, base, goal, renames, online: values["online"] === true, rows: readRows(texts(values, "rows"), [goal, base]) });
  const out = text(values, "out");
  const files = await nameFiles(planned, out, text(values, "numbering") ?? "sequence");
  const questions: Diagnostic[] = planned.questions.map(({ kind, label }) => ({
    code: "plan-rename-question", severity: "info", message: `Is this a renamed ${kind}? ${label}. If so, add --rename ${label.replace(" -> ", "=")}.`,
  }));
  const found = printDiagnostics([...questions, ...planned.diagnostics], io);
  if (values["json"] === true) io.out(`${JSON.stringify({ changes: planned.changes, files, hazards: hazardsOf(planned, files), questions: planned.questions, diagnostics: planned.diagnostics }, undefined, 2)}\n`);
  if (out !== undefined) await writeFiles(out, files, io);
  else if (values["json"] !== true) io.out(files.length === 0 ? "Nothing differs.\n" : files.map((file) => `-- ${file.name}\n${file.content}`).join("\n"));
  return found === 1 || refused === 1 ? 1 : 0;
}

async function side(file: string, chosen: ChosenTarget, io: CommandIo): Promise<{ result: Result<ImportResult>; keepsIds: boolean }> {
  // Only Strata's own JSON has ids that mean the same on both sides.
  return { result: await readSchema(file, chosen, io), keepsIds: detectFormat("", file) === "json" };
}

/** What the plan declares, at the statement of the file that brings it. */
function hazardsOf(planned: Plan, files: readonly MigrationFile[]): readonly FileHazards[] {
  return planned.migrations.map((migration, i) => ({ file: files[i]?.name ?? "", hazards: declaredHazards(migration) }));
}

/** `orders=5000000`, by the id of the table in whichever of the schemas has it first. */
function readRows(given: readonly string[], schemas: readonly Schema[]): ReadonlyMap<string, number> {
  return new Map(given.map((option) => {
    const [, name = "", count = ""] = /^(.+)=(\d+)$/.exec(option) ?? [];
    const found = schemas.flatMap(({ tables }) => tables).find((table) => qualified(table.namespace, table.name) === name);
    if (found === undefined) throw new UsageError(`--rows ${option}: give a table that is there and a number, such as orders=5000000.`);
    return [found.id, Number(count)] as const;
  }));
}

async function nameFiles(planned: Plan, out: string | undefined, numbering: string): Promise<MigrationFile[]> {
  if (numbering !== "sequence" && numbering !== "timestamp") throw new UsageError("--numbering is sequence or timestamp.");
  const there = out === undefined ? [] : await readdir(out).catch(() => []);
  const names = nameMigrations(planned.migrations.map((migration) => migration.slug), there, numbering, new Date());
  return planned.migrations.map((migration, i) => renderMigration(migration, names[i] ?? `${migration.slug}.sql`));
}

async function writeFiles(directory: string, files: readonly MigrationFile[], io: CommandIo): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    for (const file of files) {
      await writeFile(join(directory, file.name), file.content, { flag: "wx" });
      io.error(`Wrote ${join(directory, file.name)}.\n`);
    }
  } catch (error) {
    throw new UsageError(`${directory}: cannot be written: ${reason(error)}`);
  }
  if (files.length === 0) io.error("Nothing differs.\n");
}

