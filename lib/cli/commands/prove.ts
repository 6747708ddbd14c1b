import { join } from "node:path";
import { stat } from "node:fs/promises";
import { mapIds } from "../../diff";
import { emptySchema, type Schema } from "../../model";
import { parseMigration, type MigrationFile } from "../../plan";
import { lossText, prove as proveFiles, reviewHazards, type Proof } from "../../proof";
import { openSandbox, SandboxError } from "../../sandbox";
import { chosenTarget, settledTarget, type ChosenTarget } from "../chosen-target";
import { required, text, UsageError, type Command, type CommandIo } from "../command";
import { printDiagnostics } from "../diagnostics";
import { proveNativeFile } from "../native";
import { readMigrations } from "../migrations-folder";
import { readSchema } from "../read-file";

export const prove: Command = {
  name: "prove",
  summary: "Run a folder's migrations up, down and up again on a throw-away engine with rows in the tables.",
  usage: ["prove DIR --target T [--base FILE] [--goal FILE] [--json]", "prove FILE --target T [--base FILE] [--json]"],
  help: [
    ["DIR", "A folder of NNN_slug.sql files, or an unpacked bundle. For technologies without SQL: the schema as a file, whose migrations from --base are proven."],
    ["--target T", "postgresql, sqlite or mysql, with a version if wanted: postgresql@17, mariadb@10.11. mysql needs STRATA_MYSQL_URL."],
    ["--base FILE", "What is there before the first file: SQL, DBML or Schema JSON. Default: nothing."],
    ["--goal FILE", "What the files must lead to. Default: DIR/schema.json, DIR/schema.sql, or whatever they make."],
    ["--json", "Print the proof as JSON."],
  ],
  options: { target: { type: "string" }, base: { type: "string" }, goal: { type: "string" }, json: { type: "boolean" } },
  operands: [1, 1],
  async run(values, [directory = ""], io) {
    const asked = chosenTarget(required(values, "target"));
    if (asked.target.native !== undefined) return proveNativeFile(directory, values, asked, io);
    const chosen = await settledTarget(asked);
    const { folder, files } = await readMigrations(directory);
    if (files.length === 0) throw new UsageError(`${folder}: there are no migration files (NNN_slug.sql).`);
    const base = await schemaFrom(text(values, "base"), "from", chosen, io);
    const goalFile = text(values, "goal") ?? await existing([join(directory, "schema.json"), join(directory, "schema.sql")]);
    const goal = goalFile === undefined ? await whatTheyMake(base, files, chosen) : await schemaFrom(goalFile, "to", chosen, io);
    const proof = await proveFiles({ ...chosen, base, goal, files }, { openSandbox });
    const measured: Proof = { ...proof, hazards: reviewHazards({ migrations: files.map((file) => ({ file })), proof, base, goal }) };
    if (values["json"] === true) io.out(`${JSON.stringify(measured, undefined, 2)}\n`);
    else io.out(report(measured));
    printDiagnostics(proof.diagnostics.map((diagnostic) => (diagnostic.place?.file === undefined ? diagnostic : { ...diagnostic, place: { ...diagnostic.place, file: join(folder, diagnostic.place.file) } })), io);
    return proof.passed ? 0 : 1;
  },
};

async function schemaFrom(file: string | undefined, side: string, chosen: ChosenTarget, io: CommandIo): Promise<Schema> {
  if (file === undefined) return emptySchema;
  const result = await readSchema(file, chosen, io);
  const code = printDiagnostics(result.diagnostics, io, file);
  if (!result.ok || code === 1) throw new UsageError(`${file}: the schema could not be read whole.`);
  return file.endsWith(".json") ? result.value.schema : mapIds(result.value.schema, (id) => `${side} ${id}`);
}

async function existing(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await stat(file).then((found) => found.isFile(), () => false)) return file;
  return undefined;
}

/** Without a goal, what up makes is the goal: what is left to prove is that down and up again lead back and forth. */
async function whatTheyMake(base: Schema, files: readonly MigrationFile[], { target, version }: ChosenTarget): Promise<Schema> {
  const sandbox = await openSandbox(target.id, { version });
  try {
    for (const { sql } of target.createSchema(base, version)) await sandbox.run(sql);
    for (const file of files) {
      const parsed = parseMigration(file);
      if (!parsed.ok) return emptySchema;
      for (const sql of parsed.value.up) await sandbox.run(sql);
    }
    const { schema } = await sandbox.introspect();
    return mapIds(schema, (id) => `made ${id}`);
  } catch (error) {
    // The proof runs into the same refusal and says where.
    if (error instanceof SandboxError) return emptySchema;
    throw error;
  } finally {
    await sandbox.close();
  }
}

function report(proof: Proof): string {
  const lines = proof.stages.map((stage) => `${stage.passed ? "ok  " : "FAIL"} ${stage.name.padEnd(14)} ${`${Math.round(stage.milliseconds)} ms`.padStart(8)}  ${stage.observed}`);
  const costs = (proof.hazards ?? []).flatMap(({ file, hazards }) => hazards.filter(({ direction }) => direction === "up").map((hazard) => ({ ...hazard, file })));
  const losses = proof.losses ?? [];
  return [
    ...lines,
    ...(costs.length === 0 ? [] : ["", "Hazards measured:"]),
    ...costs.map(({ file, severity, kind, message, observed }) => `  ${file}: ${severity}, ${kind}: ${message}${observed === undefined ? "" : ` (${observed})`}`),
    ...(losses.length === 0 ? [] : ["", `Lost on the way up: ${losses.map(lossText).join(", ")}.`]),
    "", `${proof.passed ? "Proven" : "Not proven"} on ${proof.engine} in ${Math.round(proof.milliseconds)} ms.`, "",
  ].join("\n");
}
