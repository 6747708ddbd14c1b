import type { ColumnType, JsonObject, JsonValue, Schema } from "../../model";
import type { DocumentField, SearchDocument } from "./search-documents";

/** A value of a column's type as JSON; `row` counts from 1. Equal arguments give equal values. */
export function sampleValue(type: ColumnType, name: string, row: number, schema: Pick<Schema, "enums">): JsonValue {
  switch (type.kind) {
    case "uuid": return `00000000-0000-4000-8000-${`${row}`.padStart(12, "0")}`;
    case "int16": case "int32": case "int64": return row * 10;
    case "float32": case "float64": return row + 0.5;
    case "decimal": return type.scale === undefined || type.scale === 0 ? row * 10 : Number((row * 10 + 0.5).toFixed(Math.min(type.scale, 2)));
    case "boolean": return row % 2 === 1;
    case "date": return `2026-11-${`${row}`.padStart(2, "0")}`;
    case "timestamptz": return `2026-11-24T10:00:${`${row}`.padStart(2, "0")}.000Z`;
    case "timestamp": return `2026-11-24T10:00:${`${row}`.padStart(2, "0")}.000`;
    case "time": return `10:00:${`${row}`.padStart(2, "0")}`;
    case "interval": return `PT${row}H`;
    case "json": return { example: `value ${row}` };
    case "bytes": return "c2FtcGxl";
    case "enum": return schema.enums.find(({ id }) => id === type.enumId)?.values[row - 1] ?? schema.enums.find(({ id }) => id === type.enumId)?.values[0] ?? "";
    case "array": return [sampleValue(type.of, name, row, schema), sampleValue(type.of, name, row + 1, schema)];
    case "vector": return Array.from({ length: type.dimensions }, (_, i) => Number(((i % 7 + row) / 10).toFixed(1)));
    case "char": return "x".repeat(Math.min(type.length, 8));
    case "string": return `${name} ${row}`.slice(0, type.length ?? 80);
    default: return `${name} ${row}`;
  }
}

/** A document as it would be fed. `value` turns a column's value into what the engine takes. */
export function sampleDocument(document: SearchDocument, row: number, schema: Pick<Schema, "enums">, value: (field: DocumentField, plain: JsonValue) => JsonValue): JsonObject {
  const of = (fields: readonly DocumentField[], at: number): JsonObject => Object.fromEntries(fields.map((field) => [field.name, value(field, sampleValue(field.column.type, field.column.name, at, schema))]));
  return {
    ...of(document.fields, row),
    ...Object.fromEntries(document.groups.map(({ name, kind, fields }) => [name, kind === "copy" ? of(fields, row) : [of(fields, row), of(fields, row + 1)]])),
  };
}
