import { writeFile } from "node:fs/promises";
import { exportFormats, findFormat } from "../../export";
import { readSchemaFile } from "../../import";
import { chosenTarget } from "../chosen-target";
import { required, text, UsageError, type Command } from "../command";
import { printDiagnostics } from "../diagnostics";
import { documentOf, schemaSvg } from "../documents";
import { readText, reason } from "../read-file";

const formats = [...exportFormats.map((format) => format.id), "svg"];

export const exportSchema: Command = {
  name: "export",
  summary: "Write a Schema JSON file in another form.",
  usage: ["export FILE.json --format F [--out FILE]"],
  help: [
    ["FILE.json", "A schema as `strata import --json` prints it; - for standard input."],
    ["--format F", `One of ${formats.join(", ")}.`],
    ["--target T", "The schema's target, where the file does not say it."],
    ["--out FILE", "Write there instead of to standard output."],
  ],
  options: { format: { type: "string" }, target: { type: "string" }, out: { type: "string" } },
  operands: [1, 1],
  async run(values, [file = ""], io) {
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
