import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exportFormats, exportMigrations, findFormat, findMigrationTool, lockFile, migrationTools, writeLock } from "../../export";
import { readSchemaFile } from "../../import";
import { chosenTarget } from "../chosen-target";
import { required, text, UsageError, type Command, type CommandIo, type ExitCode, type OptionValues } from "../command";
import { printDiagnostics } from "../diagnostics";
import { documentOf, schemaSvg } from "../documents";
import { readMigrations } from "../migrations-folder";
import { readText, reason } from "../read-file";

const formats = [...exportFormats.map((format) => format.id), "svg"];

export const exportSchema: Command = {
  name: "export",
  summary: "Write a Schema JSON file in another form, or migrations for another tool.",
  usage: ["export FILE.json --format F [--out FILE]", "export DIR --migrations TOOL --target T --out NEWDIR"],
  help: [
    ["FILE.json", "A schema as `strata import --json` prints it; - for standard input."],
    ["--format F", `One of ${formats.join(", ")}.`],
    ["--target T", "The schema's target, where the file does not say it."],
    ["DIR", "A folder of migrations in Strata's own form, or an unpacked bundle."],
    ["--migrations T", `One of ${migrationTools.map(({ id }) => id).join(", ")}.`],
    ["--out FILE", "Write there instead of to standard output."],
  ],
  options: { format: { type: "string" }, target: { type: "string" }, out: { type: "string" }, migrations: { type: "string" } },
  operands: [1, 1],
  async run(values, [file = ""], io) {
    const tool = text(values, "migrations");
    if (tool !== undefined) return exportFolder(file, tool, values, io);
    const name = required(values, "format");
    if (!formats.includes(name)) throw new UsageError(`There is no format ${name}. Formats: ${formats.join(", ")}.`);
    const read = readSchemaFile(await readText(file, io), file);
    if (!read.ok) {
      printDiagnostics(read.diagnostics, io, file);
      return 2;
    }
    const said = read.value.target ?? text(values, "target");
    if (said === undefined) throw new UsageError(`${file} does not say its target. Give it with --target.`);
    const chosen = chosenTarget(said);
    const written = name === "svg" ? schemaSvg(read.value.schema, chosen, file) : findFormat(name)?.write(documentOf(read.value.schema, chosen, file)) ?? "";
    const out = text(values, "out");
    if (out === undefined) io.out(written);
    else await writeFile(out, written).catch((error: unknown) => { throw new UsageError(`${out}: cannot be written: ${reason(error)}`); });
    return 0;
  },
};

/** Writes `migrations/` for a tool with its lock; refuses a folder that holds something. */
async function exportFolder(directory: string, toolId: string, values: OptionValues, io: CommandIo): Promise<ExitCode> {
  const tool = findMigrationTool(toolId);
  if (tool === undefined) throw new UsageError(`There is no tool ${toolId}. Tools: ${migrationTools.map(({ id }) => id).join(", ")}.`);
  const { target } = chosenTarget(required(values, "target"));
  const out = required(values, "out");
  const { folder, files } = await readMigrations(directory);
  if (files.length === 0) throw new UsageError(`${folder}: no numbered migration files are here.`);
  if ((await readdir(out).catch(() => [])).length > 0) throw new UsageError(`${out}: this folder is not empty.`);
  const exported = exportMigrations(tool, files, target.capabilities);
  if (printDiagnostics(exported.diagnostics, io, folder) === 1) return 2;
  const written = exported.files.map(({ of, path, text: content }) => ({ locked: of !== undefined, name: `migrations/${path}`, content }));
  const lock = await writeLock(written.filter(({ locked }) => locked).map(({ name, content }) => ({ name, content })));
  try {
    for (const { name, content } of [...written, { name: lockFile, content: lock }]) {
      await mkdir(dirname(join(out, name)), { recursive: true });
      await writeFile(join(out, name), content, { flag: "wx" });
    }
  } catch (error) {
    throw new UsageError(`${out}: cannot be written: ${reason(error)}`);
  }
  io.error(`Wrote ${written.length} files for ${tool.label} and ${lockFile} to ${out}.\n`);
  return 0;
}
