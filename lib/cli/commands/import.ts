import { importFormats } from "../../import";
import { chosenTarget, settledTarget } from "../chosen-target";
import { required, text, UsageError, type Command } from "../command";
import { printDiagnostics } from "../diagnostics";
import { schemaJson } from "../documents";
import { readSchema } from "../read-file";

export const importSchema: Command = {
  name: "import",
  summary: "Read a schema from SQL, DBML, Schema JSON or a bundle.",
  usage: ["import FILE --target T [--format F] [--json]"],
  help: [
    ["FILE", "The file to read; - for standard input."],
    ["--target T", "postgresql, sqlite or mysql, with a version if wanted: postgresql@17, mariadb@10.11."],
    ["--format F", `One of ${importFormats.join(", ")}; by default told from name and content.`],
    ["--json", "Print the schema as JSON. Without it, print what was found."],
  ],
  options: { target: { type: "string" }, format: { type: "string" }, json: { type: "boolean" } },
  operands: [1, 1],
  async run(values, [file = ""], io) {
    const chosen = await settledTarget(chosenTarget(required(values, "target")));
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
