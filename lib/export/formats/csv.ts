import { csvCell } from "../escape";
import type { DocumentInput, ExportFormat } from "../input";

/** A data dictionary: one row per column, for a spreadsheet. */
export const csv: ExportFormat = { id: "csv", label: "Data dictionary", extension: "csv", mediaType: "text/csv", write: writeCsv };

function writeCsv({ target, schema }: DocumentInput): string {
  const rows = schema.tables.flatMap((table) => table.columns.map((column) => [
    table.namespace ?? "", table.name, column.name, target.types.print(column.type, schema), column.nullable ? "yes" : "no", column.default ?? "",
    [
      ...(table.primaryKey?.columns.includes(column.id) ? ["primary"] : []),
      ...(table.uniques.some((key) => key.columns.includes(column.id)) ? ["unique"] : []),
      ...table.foreignKeys.filter((key) => key.columns.includes(column.id)).map((key) => `references ${schema.tables.find((t) => t.id === key.referencedTable)?.name ?? "?"}`),
    ].join("; "),
    column.comment ?? "",
  ]));
  return [["Namespace", "Table", "Column", "Type", "Nullable", "Default", "Key", "Comment"], ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
