import { counted } from "../../model";
import { oneLine } from "../escape";
import { targetLabel, type DocumentInput, type ExportFormat } from "../input";

/** The whole schema as one script for an empty database. */
export const sql: ExportFormat = { id: "sql", label: "SQL", extension: "sql", mediaType: "application/sql", write: writeSql };

function writeSql(input: DocumentInput): string {
  const statements = schemaStatements(input);
  const header = [`-- ${oneLine(input.name)}`, `-- ${oneLine(targetLabel(input))}: ${counted(input.schema.tables.length, "table")}`];
  return `${[header.join("\n"), ...statements].join("\n\n")}\n`;
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
