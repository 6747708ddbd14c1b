import type { Column, ColumnType, JsonValue, Schema } from "../../model";
import { simpleDefault } from "../native/simple-expression";
import type { FieldRule, FirestoreField } from "./model";

/** A column's type in the words of the rules language, with the conditions its type implies. */
export function typeOf(type: ColumnType, schema: Pick<Schema, "enums">): Pick<FirestoreField, "type" | "rules"> {
  switch (type.kind) {
    case "uuid": return { type: "string", rules: [size(null, 36)] };
    case "text": case "interval": return { type: "string", rules: [] };
    case "time": return { type: "string", rules: [{ kind: "matches", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9].*$" }] };
    case "string": return { type: "string", rules: type.length === undefined ? [] : [size(null, type.length)] };
    case "char": return { type: "string", rules: [size(null, type.length)] };
    case "int16": return { type: "int", rules: [{ kind: "compare", operator: ">=", value: -32_768 }, { kind: "compare", operator: "<=", value: 32_767 }] };
    case "int32": return { type: "int", rules: [] };
    case "int64": return { type: "int", rules: [] };
    case "float32": case "float64": case "decimal": return { type: "number", rules: [] };
    case "boolean": return { type: "bool", rules: [] };
    case "date": case "timestamp": case "timestamptz": return { type: "timestamp", rules: [] };
    case "json": return { type: "map", rules: [] };
    case "bytes": return { type: "bytes", rules: [] };
    case "enum": return { type: "string", rules: [{ kind: "in", values: schema.enums.find(({ id }) => id === type.enumId)?.values ?? [], negated: false }] };
    case "array": return { type: "list", rules: [] };
    case "vector": case "native": return { type: "", rules: [] };
  }
}

function size(min: number | null, max: number | null): FieldRule {
  return { kind: "size", min, max };
}

/** What a logical type loses, as a sentence. */
export function firestoreLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "decimal": return "Firestore has no decimals: it is kept as a double, which is exact to about 15 digits. Keep money as a whole number of cents where that is not enough";
    case "int64": return "Clients in JavaScript read whole numbers exactly only up to 2^53";
    case "date": return "Firestore has no date without a time: it is kept as a moment at midnight UTC";
    case "time": case "interval": return "It is kept as text";
    case "char": return "Texts are not padded";
    case "float32": return "It is kept in double precision";
    case "json": return "It is kept as a map: arrays within arrays are refused, and so are lists at the top";
    case "array": return type.of.kind === "array" ? "Firestore refuses arrays within arrays" : "Rules check how many items it has, not what they are";
    case "vector": return "Rules cannot check it";
    case "native": return "The type is not known here: any value is accepted";
    default: return undefined;
  }
}

/** A literal of SQL as a value of the column's type; moments as `{"$timestamp": ...}`. Undefined where it is none. */
export function valueOf(value: string | number | boolean | null, type: ColumnType): JsonValue | undefined {
  if (value === null) return null;
  switch (type.kind) {
    case "text": case "string": case "char": case "time": case "interval": case "enum": case "uuid": return typeof value === "string" ? value : undefined;
    case "int16": case "int32": case "int64": return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
    case "float32": case "float64": case "decimal": return typeof value === "number" ? value : undefined;
    case "boolean": return typeof value === "boolean" ? value : undefined;
    case "date": case "timestamp": case "timestamptz": return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? { $timestamp: new Date(/[Z+]|-\d\d:?\d\d$/.test(value.slice(10)) || value.length <= 10 ? value : `${value.replace(" ", "T")}Z`).toISOString() } : undefined;
    case "json": return value === "{}" ? {} : undefined;
    case "array": return value === "{}" ? [] : undefined;
    default: return undefined;
  }
}

/** What documents get that lack the column: its default where it is simple, else an empty value of its type. */
export function fillOf(column: Pick<Column, "type" | "default" | "nullable">, schema: Pick<Schema, "enums">): FirestoreField["fill"] {
  const simple = column.default === undefined ? undefined : simpleDefault(column.default);
  if (simple?.kind === "now" || simple?.kind === "today") return { kind: "now" };
  const value = simple?.kind === "literal" ? valueOf(simple.value, column.type) : undefined;
  if (value !== undefined) return { kind: "value", value };
  return column.nullable ? { kind: "value", value: null } : { kind: "empty", value: emptyOf(column.type, schema) };
}

function emptyOf(type: ColumnType, schema: Pick<Schema, "enums">): JsonValue {
  switch (type.kind) {
    case "int16": case "int32": case "int64": case "float32": case "float64": case "decimal": return 0;
    case "boolean": return false;
    case "date": case "timestamp": case "timestamptz": return { $timestamp: "1970-01-01T00:00:00.000Z" };
    case "json": return {};
    case "array": case "vector": return [];
    case "enum": return schema.enums.find(({ id }) => id === type.enumId)?.values[0] ?? "";
    default: return "";
  }
}
