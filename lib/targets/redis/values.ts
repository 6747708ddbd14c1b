import type { ColumnType } from "../../model";
import type { FieldKind } from "./model";

/** How a column's values are written into a field: Redis keeps text only. */
export function fieldKind(type: ColumnType): FieldKind {
  switch (type.kind) {
    case "int16": case "int32": case "int64": case "float32": case "float64": case "decimal": return "number";
    case "timestamptz": case "timestamp": return "moment";
    case "date": return "date";
    case "boolean": return "boolean";
    case "json": return "json";
    case "array": case "vector": return "list";
    case "bytes": return "bytes";
    default: return "text";
  }
}

/** In the words of the key catalogue. */
export const kindText: Readonly<Record<FieldKind, string>> = {
  text: "text", number: "number as text", moment: "milliseconds since 1970", date: "YYYY-MM-DD", boolean: "0 or 1", json: "JSON text", list: "JSON list", bytes: "bytes",
};

/** Average bytes of a value as text. */
export function textBytes(type: ColumnType): number {
  switch (type.kind) {
    case "uuid": return 36;
    case "int16": return 4;
    case "int32": return 8;
    case "int64": case "timestamp": case "timestamptz": return 13;
    case "float32": case "float64": return 12;
    case "decimal": return Math.min(type.precision ?? 12, 38);
    case "boolean": return 1;
    case "date": case "enum": case "interval": return 10;
    case "time": return 12;
    case "string": return Math.max(1, Math.ceil((type.length ?? 200) / 2));
    case "char": return type.length;
    case "array": return 60;
    case "vector": return type.dimensions * 4;
    case "json": case "bytes": return 1000;
    default: return 500;
  }
}

/** What a type loses in Redis. Scores and numbers inside functions are IEEE 754 doubles (Redis documentation, "Sorted sets", read 2026-08). */
export function typeLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "timestamptz": case "timestamp": return "kept as milliseconds since 1970, so that it can sort; finer fractions are lost";
    case "decimal": return "kept as text, exact; sorted by its double, so beyond 15 digits neighbours may change places";
    case "int64": return "kept as text, exact; sorted by its double, so beyond 2^53 neighbours may change places";
    case "enum": return "kept as text; the values are not enforced";
    case "string": case "char": return type.length === undefined ? undefined : "kept as text; the length is not enforced";
    case "json": case "array": return "kept as JSON text in one field; a structure of its own (JSON) can be chosen for the entity";
    case "native": case "interval": return "kept as text; its rules are not enforced";
    default: return undefined;
  }
}
