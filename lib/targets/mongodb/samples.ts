import type { JsonObject, JsonValue } from "../../model";
import { textMatching } from "../native/text-matching";
import { object, type MongoCollection, type MongoField, type MongoModel } from "./model";

/** Documents that satisfy their collection's validator, made up by type; the same for the same shape. */
export function sampleDocuments(collection: MongoCollection, count = 2): readonly JsonObject[] {
  return Array.from({ length: count }, (_, row) => object([
    ...collection.fields.map((field, position) => [field.name, valueFor(field, row, position)] as const),
    ...(collection.timeseries === null ? [[collection.versionField, collection.schemaVersion] as const] : []),
  ]));
}

/** Commands that put the samples into a database of this shape. */
export function sampleCommands(model: MongoModel): readonly string[] {
  return model.collections.map((collection) => JSON.stringify({ insert: collection.name, documents: sampleDocuments(collection) }));
}

/** Later fields get later moments, as rules between two of them mostly want. */
function valueFor(field: MongoField, row: number, position = 0): JsonValue {
  if (field.shape === "one") return object(field.fields.map((inner) => [inner.name, valueFor(inner, row)]));
  if (field.shape === "many") return Array.from({ length: Math.min(2, Number(field.rules["maxItems"] ?? 2)) }, (_, i) => object(field.fields.map((inner) => [inner.name, valueFor(inner, row * 2 + i)])));
  const { enum: values, minimum, maximum, minLength, maxLength, pattern, items, minItems } = field.rules;
  if (Array.isArray(values) && values.length > 0) return values[row % values.length] ?? null;
  switch (field.bson[0]) {
    case "objectId": return { $oid: `${(0x65a00000 + row).toString(16)}${"0".repeat(15)}${row + 1}` };
    case "binData": return { $binary: { base64: uuid(row + 1), subType: "04" } };
    case "int": case "long": return number(row + 1, minimum, maximum);
    case "double": return typeof minimum === "number" || typeof maximum === "number" ? number(row + 1, minimum, maximum) : { $numberDouble: `${row + 1}.5` };
    case "decimal": return { $numberDecimal: typeof maximum === "number" || typeof minimum === "number" || typeof maximum === "object" || typeof minimum === "object" ? String(number(row + 1, plain(minimum), plain(maximum))) : `${row + 1}9.50` };
    case "bool": return row % 2 === 0;
    case "date": return { $date: `2026-01-0${(row % 8) + 1}T${String(8 + (position % 16)).padStart(2, "0")}:00:00.000Z` };
    case "object": return { note: `sample ${row + 1}` };
    case "array": return Array.from({ length: typeof minItems === "number" ? minItems : 1 }, (_, i) => item(items, row + i));
    case "string": return typeof pattern === "string" ? matching(pattern, row, position) : cut(`${field.name} ${row + 1}`, minLength, maxLength, row);
    default: return null;
  }
}

function plain(limit: JsonValue | undefined): JsonValue | undefined {
  return typeof limit === "object" && limit !== null && "$numberDecimal" in limit ? Number(limit["$numberDecimal"]) : limit;
}

function number(n: number, minimum: JsonValue | undefined, maximum: JsonValue | undefined): number {
  const low = typeof minimum === "number" ? minimum + n : n;
  return typeof maximum === "number" && low > maximum ? maximum : low;
}

function item(items: JsonValue | undefined, row: number): JsonValue {
  const type = typeof items === "object" && items !== null && "bsonType" in items ? items["bsonType"] : undefined;
  return type === "double" ? { $numberDouble: `${row}.0` } : type === "string" ? `item ${row + 1}` : type === "int" ? row : type === "binData" ? { $binary: { base64: uuid(row + 1), subType: "04" } } : type === "bool" ? true : type === "date" ? { $date: "2026-01-01T00:00:00.000Z" } : type === "decimal" ? { $numberDecimal: "1" } : type === undefined ? "x" : {};
}

function matching(pattern: string, row: number, position: number): string {
  return pattern.startsWith("^([01][0-9]") ? `${String(position % 20).padStart(2, "0")}:${String(row % 60).padStart(2, "0")}:00` : textMatching(pattern, row) ?? `a${row}`;
}

function cut(text: string, minLength: JsonValue | undefined, maxLength: JsonValue | undefined, row: number): string {
  const short = typeof maxLength !== "number" || text.length <= maxLength ? text : `${row + 1}`.slice(0, maxLength);
  return typeof minLength === "number" ? short.padEnd(minLength, "x") : short;
}

/** Sixteen bytes of a version 4 UUID that counts, in base64. */
function uuid(n: number): string {
  const bytes = [0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, (n >> 8) & 0xff, n & 0xff];
  return btoa(String.fromCharCode(...bytes));
}
