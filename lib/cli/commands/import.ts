import { stat } from "node:fs/promises";
import { join } from "node:path";
import { importFormats } from "../../import";
import { folderTools } from "../../import/migrations-folder";
import { adoptFolder } from "../../import/migrations-folder/replay";
import { openSandbox } from "../../sandbox";
import { chosenTarget, settledTarget, type ChosenTarget } from "../chosen-target";
import { required, text, UsageError, type Command, type CommandIo, type ExitCode } from "../command";
import { printDiagnostics } from "../diagnostics";
import { schemaJson } from "../documents";
import { readFolder } from "../migrations-folder";
import { readSchema } from "../read-file";

export const importSchema: Command = {
  name: "import",
  summary: "Read a schema from SQL, DBML, Schema JSON, a bundle or a migrations folder.",
  usage: ["import FILE --target T [--format F] [--json]", "import DIR --target T [--tool NAME] [--json]"],
  help: [
    ["FILE", "The file to read; - for standard input."],
    ["--target T", "postgresql, sqlite or mysql, with a version if wanted: postgresql@17, mariadb@10.11."],
    ["--format F", `One of ${importFormats.join(", ")}; by default told from name and content.`],
    ["DIR", "A migrations folder of another tool: its migrations are replayed on a throw-away engine."],
    ["--tool NAME", `One of ${folderTools.map(({ id }) => id).join(", ")}; by default told from the files.`],
    ["--json", "Print the schema as JSON. Without it, print what was found."],
  ],
  options: { target: { type: "string" }, format: { type: "string" }, json: { type: "boolean" }, tool: { type: "string" } },
  operands: [1, 1],
  async run(values, [file = ""], io) {
    const chosen = await settledTarget(chosenTarget(required(values, "target")));
    if (await stat(file).then((found) => found.isDirectory(), () => false)) return importFolder(file, chosen, text(values, "tool"), values["json"] === true, io);
    const asked = text(values, "format");
    const format = importFormats.find((known) => known === asked);
    if (asked !== undefined && format === undefined) throw new UsageError(`There is no format ${asked}. Formats: ${importFormats.join(", ")}.`);
    const result = await readSchema(file, chosen, io, format);
    const code = printDiagnostics(result.diagnostics, io, file);
    if (!result.ok) return 2;
    io.out(values["json"] === true
      ? schemaJson(result.value.schema, chosen)
      : `${result.value.found.map(({ kind, count }) => `${String(count).padStart(6)} ${kind}`).join("\n")}\n`);
    return code;
  },
};

async function importFolder(directory: string, chosen: ChosenTarget, tool: string | undefined, json: boolean, io: CommandIo): Promise<ExitCode> {
  if (tool !== undefined && !folderTools.some(({ id }) => id === tool)) throw new UsageError(`There is no tool ${tool}. Tools: ${folderTools.map(({ id }) => id).join(", ")}.`);
  const adopted = await adoptFolder({ target: chosen.target, files: await readFolder(directory), tool }, { openSandbox });
  const code = printDiagnostics(adopted.diagnostics.map((found) => (found.place?.file === undefined ? found : { ...found, place: { ...found.place, file: join(directory, found.place.file) } })), io, directory);
  if (!adopted.ok) return 2;
  const { value } = adopted;
  if (json) io.out(schemaJson(value.schema, chosen));
  else {
    io.out(`Migrations of ${value.tool.label}, in the order they run:\n${value.migrations.map(({ name, statements }) => `  ${name} (${statements === 1 ? "1 statement" : `${statements} statements`})\n`).join("")}`);
    io.out(`${value.found.map(({ kind, count }) => `${String(count).padStart(6)} ${kind}`).join("\n")}\n`);
  }
  // What was not understood leaves the schema incomplete, so it is a finding.
  return code === 1 || adopted.diagnostics.some(({ severity }) => severity === "warning") ? 1 : 0;
}
