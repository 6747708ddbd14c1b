import type { ColumnType, Table } from "../../model";
import type { SearchDocument } from "./search-documents";

/** Bytes of a value as JSON text, without its name: what is known from the type, else a stated guess (texts: 200, JSON: 500). */
export function valueBytes(type: ColumnType): number {
  switch (type.kind) {
    case "uuid": return 38;
    case "boolean": return 5;
    case "int16": return 5;
    case "int32": return 8;
    case "int64": case "float32": case "float64": case "decimal": return 12;
    case "date": return 12;
    case "time": return 10;
    case "timestamp": case "timestamptz": return 26;
    case "enum": return 10;
    case "char": return type.length + 2;
    // A length is the most there may be; half of it is usual.
    case "string": return Math.min(Math.ceil((type.length ?? 120) / 2), 2000) + 2;
    case "array": return 4 * valueBytes(type.of);
    case "vector": return type.dimensions * 10;
    case "json": case "bytes": return 500;
    default: return 200;
  }
}

function rowBytes(table: Table, names: readonly string[]): number {
  return table.columns.reduce((sum, { name, type }) => sum + (names.includes(name) ? name.length + 4 + valueBytes(type) : 0), 2);
}

/** Bytes of one document as JSON; children at half of the most there may be. */
export function documentBytes({ table, fields, groups }: SearchDocument, known?: number): number {
  const own = known ?? rowBytes(table, fields.map(({ column }) => column.name));
  return own + groups.reduce((sum, group) => sum + rowBytes(group.table, group.fields.map(({ column }) => column.name)) * (group.kind === "copy" ? 1 : Math.max(1, Math.ceil((group.atMost ?? 10) / 2))), 0);
}

/** "36 GB", for people. */
export function sizeText(bytes: number): string {
  for (const [unit, size] of [["TB", 1e12], ["GB", 1e9], ["MB", 1e6], ["kB", 1e3]] as const) if (bytes >= size) return `${Number((bytes / size).toPrecision(2))} ${unit}`;
  return `${Math.round(bytes)} bytes`;
}
