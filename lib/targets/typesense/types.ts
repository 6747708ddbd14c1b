import type { ColumnType, JsonValue } from "../../model";
import type { TsForm } from "./model";

/** The field type of a column's values, without the `[]` of lists. */
export function fieldType(type: ColumnType, form: TsForm): string {
  switch (form.kind) {
    case "float": return "float";
    case "bool": return "bool";
    case "json": return "object";
    case "number": return type.kind === "int64" ? "int64" : "int32";
    case "parts": return form.of === "decimal" && type.kind === "decimal" && (type.precision ?? 20) <= 9 ? "int32" : "int64";
    case "text": return "string";
  }
}

/** The form of a value that has no choice. */
export function plainForm(type: ColumnType): TsForm {
  switch (type.kind) {
    case "int16": case "int32": case "int64": return { kind: "number" };
    case "float32": case "float64": case "vector": return { kind: "float" };
    case "boolean": return { kind: "bool" };
    case "json": return { kind: "json" };
    case "date": return { kind: "parts", of: "moment", factor: 1 };
    case "timestamp": case "timestamptz": return { kind: "parts", of: "moment", factor: 1 };
    case "decimal": return type.precision === undefined ? { kind: "float" } : { kind: "parts", of: "decimal", factor: 10 ** (type.scale ?? 0) };
    case "array": return plainForm(type.of);
    default: return { kind: "text" };
  }
}

/** A plain value (JSON as the primary store gives it) in the form of the documents. */
export function inForm(value: JsonValue, form: TsForm): JsonValue {
  if (Array.isArray(value)) return value.map((item): JsonValue => inForm(item, form));
  if (value === null) return null;
  switch (form.kind) {
    case "text": return typeof value === "string" ? value : JSON.stringify(value);
    case "parts": return form.of === "decimal" ? Math.round(Number(value) * form.factor) : Math.floor(Date.parse(String(value).includes("T") && !/Z|[+-]\d\d:\d\d$/.test(String(value)) ? `${String(value)}Z` : String(value)) / 1000 * form.factor);
    default: return value;
  }
}

/** The same as SQL of the primary store (PostgreSQL). */
export function inFormSql(column: string, type: ColumnType, form: TsForm): string {
  if (type.kind === "array") {
    const element = inFormSql("e", type.of, form);
    return element === "e" ? `to_jsonb(${column})` : `(SELECT jsonb_agg(${element}) FROM unnest(${column}) AS e)`;
  }
  switch (form.kind) {
    case "parts": return form.of === "decimal" ? `round(${column} * ${form.factor})::bigint` : `floor(extract(epoch FROM ${type.kind === "timestamptz" ? column : `${column}::timestamp AT TIME ZONE 'UTC'`}) * ${form.factor})::bigint`.replace(" * 1)", ")");
    case "text": return type.kind === "bytes" ? `translate(encode(${column}, 'base64'), E'\\n', '')` : `${column}::text`;
    case "float": return type.kind === "vector" ? `${column}::real[]` : column;
    default: return column;
  }
}

/** What is lost of a type, as a sentence; undefined when nothing. */
export function typeLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "decimal": return type.precision === undefined ? "kept as a float of single precision: about 7 digits" : (type.scale ?? 0) > 0 ? `kept as whole numbers of 1/${10 ** (type.scale ?? 0)}, or as a float of about 7 digits` : undefined;
    case "float64": return "float is of single precision: about 7 digits are compared and sorted by";
    case "timestamptz": case "timestamp": return "kept as seconds or milliseconds since 1970 in UTC; the zone is lost";
    case "date": return "kept as seconds since 1970 of its midnight in UTC";
    case "time": case "interval": return "kept as text: neither compared nor added up";
    case "json": return "types of inner values are taken from the first document that has them";
    case "bytes": return "kept as base64 text, not indexed";
    case "enum": return "any value is accepted: the primary store checks them";
    case "array": return type.of.kind === "array" ? "lists in lists are not kept as such" : undefined;
    case "char": return "kept without its padding";
    case "native": return `"${type.text}" is unknown here and kept as text`;
    default: return undefined;
  }
}
