import type { Column, ColumnType, JsonObject, JsonValue, Schema } from "../../model";
import { simpleDefault } from "../native/simple-expression";
import type { Fill, MongoField } from "./model";

/** Items of an array of values when no check bounds them: an array that grows without end makes every write of its document dearer. */
export const defaultMaxItems = 1000;

/** A column's BSON types and the $jsonSchema keywords that its type implies. Whole numbers also accept what JavaScript's driver sends for small ones: int. */
export function bsonOf(type: ColumnType, schema: Pick<Schema, "enums">): Pick<MongoField, "bson" | "rules"> {
  switch (type.kind) {
    case "uuid": return { bson: ["binData"], rules: {} };
    case "text": case "interval": return { bson: ["string"], rules: {} };
    case "time": return { bson: ["string"], rules: { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]" } };
    case "string": return { bson: ["string"], rules: type.length === undefined ? {} : { maxLength: type.length } };
    case "char": return { bson: ["string"], rules: { maxLength: type.length } };
    case "int16": return { bson: ["int"], rules: { minimum: -32_768, maximum: 32_767 } };
    case "int32": return { bson: ["int"], rules: {} };
    case "int64": return { bson: ["int", "long"], rules: {} };
    case "float32": case "float64": return { bson: ["double", "int", "long"], rules: {} };
    case "decimal": return { bson: ["decimal"], rules: {} };
    case "boolean": return { bson: ["bool"], rules: {} };
    case "date": case "timestamp": case "timestamptz": return { bson: ["date"], rules: {} };
    case "json": return { bson: ["object", "array"], rules: {} };
    case "bytes": return { bson: ["binData"], rules: {} };
    case "enum": return { bson: ["string"], rules: { enum: schema.enums.find(({ id }) => id === type.enumId)?.values ?? [] } };
    case "array": return { bson: ["array"], rules: { maxItems: defaultMaxItems, items: itemRules(type.of, schema) } };
    case "vector": return { bson: ["array"], rules: { minItems: type.dimensions, maxItems: type.dimensions, items: { bsonType: "double" } } };
    case "native": return { bson: [], rules: {} };
  }
}

function itemRules(type: ColumnType, schema: Pick<Schema, "enums">): JsonObject {
  const { bson, rules } = bsonOf(type, schema);
  return { ...(bson.length === 0 ? {} : { bsonType: bson.length === 1 ? bson[0] ?? "" : bson }), ...rules };
}

/** What a logical type loses in BSON, as a sentence. */
export function mongoLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "date": return "MongoDB has no date without a time: it is kept as a moment at midnight UTC";
    case "time": return "MongoDB has no time of day: it is kept as text, checked by a pattern";
    case "interval": return "MongoDB has no interval: it is kept as text";
    case "timestamp": case "timestamptz": return (type.precision ?? 6) > 3 ? "BSON dates count milliseconds: finer fractions are cut" : undefined;
    case "char": return "Texts are not padded";
    case "decimal": return type.precision !== undefined && type.precision > 34 ? "Decimal128 keeps 34 digits" : type.precision === undefined ? undefined : "Decimal128 keeps 34 digits; precision and scale are not checked";
    case "float32": return "It is kept in double precision";
    case "native": return "The type is not known here: any value is accepted";
    case "array": return mongoLoss(type.of);
    default: return undefined;
  }
}

/** A literal of SQL as extended JSON of the column's type; undefined where it is none of that type. */
export function valueOf(value: string | number | boolean | null, text: string, type: ColumnType): JsonValue | undefined {
  if (value === null) return null;
  switch (type.kind) {
    case "text": case "string": case "char": case "time": case "interval": case "enum": return typeof value === "string" ? value : undefined;
    case "int16": case "int32": return typeof value === "number" && Number.isInteger(value) ? value : undefined;
    case "int64": return typeof value !== "number" || !/^-?\d+$/.test(text) ? undefined : Math.abs(value) < 2 ** 31 ? value : { $numberLong: text };
    case "float32": case "float64": return typeof value === "number" ? Number.isInteger(value) ? { $numberDouble: `${value}.0` } : value : undefined;
    case "decimal": return typeof value === "number" ? { $numberDecimal: text } : undefined;
    case "boolean": return typeof value === "boolean" ? value : undefined;
    case "uuid": return typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? { $uuid: value.toLowerCase() } : undefined;
    case "date": case "timestamp": case "timestamptz": return moment(value);
    case "json": return typeof value === "string" ? parsed(value) : undefined;
    case "array": return value === "{}" ? [] : undefined;
    default: return undefined;
  }
}

function moment(value: string | number | boolean): JsonValue | undefined {
  if (typeof value !== "string") return undefined;
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\d*(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(value.trim());
  if (match === null) return undefined;
  const zone = match[3] ?? "Z";
  const time = new Date(`${match[1]}T${match[2] ?? "00:00"}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`);
  return Number.isNaN(time.getTime()) ? undefined : { $date: time.toISOString() };
}

function parsed(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    // Keys with $ would be read as extended JSON.
    return typeof value === "object" && value !== null && !text.includes("\"$") ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What documents get that lack the column: its default where it is simple, else an empty value of its type. */
export function fillOf(column: Pick<Column, "type" | "default" | "nullable">, schema: Pick<Schema, "enums">): Fill {
  const simple = column.default === undefined ? undefined : simpleDefault(column.default);
  if (simple?.kind === "now" || simple?.kind === "today") return { kind: "now" };
  const value = simple?.kind === "literal" ? valueOf(simple.value, simple.text, column.type) : undefined;
  if (value !== undefined) return { kind: "value", value };
  return column.nullable ? { kind: "value", value: null } : { kind: "empty", value: emptyOf(column.type, schema) };
}

/** The value of a type that says least. */
export function emptyOf(type: ColumnType, schema: Pick<Schema, "enums">): JsonValue {
  switch (type.kind) {
    case "uuid": return { $uuid: "00000000-0000-0000-0000-000000000000" };
    case "int16": case "int32": case "int64": return 0;
    case "float32": case "float64": return { $numberDouble: "0.0" };
    case "decimal": return { $numberDecimal: "0" };
    case "boolean": return false;
    case "date": case "timestamp": case "timestamptz": return { $date: "1970-01-01T00:00:00.000Z" };
    case "time": return "00:00:00";
    case "json": return {};
    case "bytes": return { $binary: { base64: "", subType: "00" } };
    case "array": return [];
    case "vector": return Array.from({ length: type.dimensions }, () => ({ $numberDouble: "0.0" }));
    case "enum": return schema.enums.find(({ id }) => id === type.enumId)?.values[0] ?? "";
    default: return "";
  }
}
