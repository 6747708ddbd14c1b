import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pendingMigrations, releasedFiles, type Pending } from "../design/pending";
import { usageOf } from "../design/import-usage";
import { mainStore } from "../design/released-shapes";
import { dataMigrationPath } from "../export";
import { detectFormat, type ImportResult } from "../import";
import { emptySchema, type Schema } from "../model";
import { proveNative } from "../proof/native/prove-native";
import { openNativeSandbox } from "../sandbox/native";
import type { ChosenTarget } from "./chosen-target";
import { required, text, UsageError, type CommandIo, type ExitCode, type OptionValues } from "./command";
import { printDiagnostics } from "./diagnostics";
import { withNameIds } from "./name-ids";
import { readSchema, reason } from "./read-file";

type Usage = NonNullable<ImportResult["usage"]>;

/** `strata plan` for a technology whose shape is derived: the same files that a release of the studio has. */
export async function planNative(values: OptionValues, chosen: ChosenTarget, io: CommandIo): Promise<ExitCode> {
  const out = text(values, "out");
  const numbering = text(values, "numbering") ?? "sequence";
  if (numbering !== "sequence" && numbering !== "timestamp") throw new UsageError("--numbering is sequence or timestamp.");
  const there = out === undefined ? [] : await readdir(out).catch(() => []);
  const pending = await pendingBetween(required(values, "from"), required(values, "to"), chosen, io, { numbering, there });
  if (pending === undefined) return 2;
  const found = printDiagnostics(pending.diagnostics, io);
  const scripts = new Set(pending.dataMigrations);
  const files = releasedFiles(pending).map((file) => (scripts.has(file) ? { ...file, name: dataMigrationPath(file.name) } : file));
  if (values["json"] === true) {
    const [shape] = pending.shapes;
    io.out(`${JSON.stringify({ changes: pending.plan.changes, files, decisions: shape?.mapped.decisions ?? [], plans: shape?.mapped.plans ?? [], diagnostics: pending.diagnostics }, undefined, 2)}\n`);
  } else if (out === undefined) io.out(files.length === 0 ? "Nothing differs.\n" : files.map(({ name, content }) => `=== ${name} ===\n${content}`).join("\n"));
  if (out !== undefined) await writeAll(out, files, io);
  return found === 1 ? 1 : 0;
}

/** `strata prove FILE` for such a technology: what leads from the base to the file is run up, down and up again. */
export async function proveNativeFile(file: string, values: OptionValues, chosen: ChosenTarget, io: CommandIo): Promise<ExitCode> {
  const { native } = chosen.target;
  if (native === undefined) throw new Error("Only technologies whose shape is derived are proven so");
  const pending = await pendingBetween(text(values, "base"), file, chosen, io, { numbering: "sequence", there: [] });
  const shape = pending?.shapes[0];
  if (pending === undefined || shape === undefined) return 2;
  if (printDiagnostics(pending.diagnostics.filter(({ severity }) => severity === "error"), io, file) === 1) return 1;
  const proof = await proveNative({ native, base: shape.base, goal: shape.mapped.model, migrations: shape.migrations, subject: "" }, { open: () => openNativeSandbox(chosen.target.id, chosen.version) });
  if (values["json"] === true) io.out(`${JSON.stringify(proof, undefined, 2)}\n`);
  else io.out([
    ...proof.stages.map((stage) => `${stage.passed ? "ok  " : "FAIL"} ${stage.name.padEnd(14)} ${`${stage.milliseconds} ms`.padStart(8)}  ${stage.observed}`),
    "", `${proof.passed ? "Proven" : "Not proven"} on ${proof.engine} (${proof.fidelity}) in ${proof.milliseconds} ms.`, "",
  ].join("\n"));
  printDiagnostics(proof.diagnostics, io, file);
  return proof.passed ? 0 : 1;
}

async function pendingBetween(from: string | undefined, to: string, chosen: ChosenTarget, io: CommandIo, { numbering, there }: { readonly numbering: "sequence" | "timestamp"; readonly there: readonly string[] }): Promise<Pending | undefined> {
  const base = from === undefined ? { schema: emptySchema, usage: {} } : await side(from, chosen, io);
  const goal = await side(to, chosen, io);
  if (base === undefined || goal === undefined) return undefined;
  const { target, version } = chosen;
  const input = ({ schema, usage }: { readonly schema: Schema; readonly usage: Usage }) => ({
    schema, patterns: usage.patterns ?? [], loads: usageOf(usage).loads, settings: { targetVersion: version, numbering, online: false, renames: [] }, target, now: new Date(),
  });
  const before = from === undefined || base.schema.tables.length === 0 ? undefined : pendingMigrations({ ...input(base), released: undefined });
  return pendingMigrations({
    ...input(goal),
    released: before === undefined ? (there.length === 0 ? undefined : { schema: emptySchema, target: target.id, fileNames: there }) : {
      schema: base.schema, target: target.id, fileNames: there,
      shapes: Object.fromEntries(before.shapes.map((shape) => [mainStore, { target: target.id, version, model: shape.mapped.model }])),
    },
  });
}

/** Only Strata's own JSON has ids that mean the same on both sides; elsewhere names are what is the same. */
async function side(file: string, chosen: ChosenTarget, io: CommandIo): Promise<{ readonly schema: Schema; readonly usage: Usage } | undefined> {
  const result = await readSchema(file, chosen, io);
  printDiagnostics(result.diagnostics, io, file);
  if (!result.ok) return undefined;
  const { schema, usage = {} } = result.value;
  return detectFormat("", file) === "json" ? { schema, usage } : { schema: withNameIds(schema), usage: {} };
}

async function writeAll(directory: string, files: readonly { readonly name: string; readonly content: string }[], io: CommandIo): Promise<void> {
  try {
    for (const { name, content } of files) {
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, { flag: "wx" });
      io.error(`Wrote ${path}.\n`);
    }
  } catch (error) {
    throw new UsageError(`${directory}: cannot be written: ${reason(error)}`);
  }
  if (files.length === 0) io.error("Nothing differs.\n");
}
