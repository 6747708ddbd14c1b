import { counted } from "../../model";
import { oneLine } from "../escape";
import type { NativeFile } from "../../targets/native";
import { targetLabel, type DocumentInput, type ExportFormat } from "../input";

/** The whole schema as one script for an empty database. */
export const sql: ExportFormat = { id: "sql", label: "SQL", extension: "sql", mediaType: "application/sql", write: writeSql };

function writeSql(input: DocumentInput): string {
  if (input.shape !== undefined) return joinFiles(input.shape.files);
  const statements = schemaStatements(input);
  const header = [`-- ${oneLine(input.name)}`, `-- ${oneLine(targetLabel(input))}: ${counted(input.schema.tables.length, "table")}`];
  return `${[header.join("\n"), ...statements].join("\n\n")}\n`;
}

/** Files of a derived shape one after the other, each under its path. */
export function joinFiles(files: readonly NativeFile[]): string {
  return files.map(({ path, content }) => `=== ${path} ===\n${content.trimEnd()}\n`).join("\n");
}

/** The statements of the schema, each ended; short ones of a kind stand together. */
export function schemaStatements({ target, schema, version }: Pick<DocumentInput, "target" | "schema" | "version">): readonly string[] {
  const blocks: string[] = [];
  let kind = "";
  for (const { sql: text } of target.createSchema(schema, version)) {
    const ended = `${text};`;
    const own = text.includes("\n") ? "" : text.split(/\s+/, 2).join(" ").toUpperCase();
    const last = blocks.at(-1);
    if (own !== "" && own === kind && last !== undefined) blocks[blocks.length - 1] = `${last}\n${ended}`;
    else blocks.push(ended);
    kind = own;
  }
  return blocks;
}
