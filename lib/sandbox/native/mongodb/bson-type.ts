import { Binary, BSONRegExp, Decimal128, Double, EJSON, Int32, Long, ObjectId, Timestamp } from "bson";

/** A document, or an embedded one. */
export type Document = Record<string, unknown>;

/** The names of BSON types in $jsonSchema and $type (mongodb.com/docs/manual/reference/bson-types). */
export const bsonAliases: ReadonlySet<string> = new Set([
  "double", "string", "object", "array", "binData", "undefined", "objectId", "bool", "date", "null", "regex", "dbPointer", "javascript", "symbol", "javascriptWithScope", "int", "timestamp", "long", "decimal", "minKey", "maxKey", "number",
]);

/** Reads extended JSON; undefined where it is none. Whole numbers do not keep whether they are int, long or double. */
export function readExtended(text: string): Document | undefined {
  try {
    const value: unknown = EJSON.parse(text, { relaxed: true });
    return isDocument(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeExtended(value: unknown): string {
  return EJSON.stringify(value, { relaxed: true });
}

/** A copy that shares nothing with the original. */
export function copied(document: Document): Document {
  const again = readExtended(writeExtended(document));
  if (again === undefined) throw new Error("A document is not one any more");
  return again;
}

/** A plain object, no value of a BSON type. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The types a value counts as. */
export function bsonTypes(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (value === undefined) return ["undefined"];
  if (typeof value === "string") return ["string"];
  if (typeof value === "boolean") return ["bool"];
  if (typeof value === "number") return Number.isInteger(value) ? [...(Math.abs(value) < 2 ** 31 ? ["int"] : []), "long", "double", "number"] : ["double", "number"];
  if (typeof value === "bigint" || value instanceof Long && !(value instanceof Timestamp)) return ["long", "number"];
  if (value instanceof Int32) return ["int", "number"];
  if (value instanceof Double) return ["double", "number"];
  if (value instanceof Decimal128) return ["decimal", "number"];
  if (value instanceof Date) return ["date"];
  if (value instanceof ObjectId) return ["objectId"];
  if (value instanceof Binary) return ["binData"];
  if (value instanceof Timestamp) return ["timestamp"];
  if (value instanceof RegExp || value instanceof BSONRegExp) return ["regex"];
  return Array.isArray(value) ? ["array"] : ["object"];
}

/** A number's value, or undefined for what is none. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (value instanceof Decimal128 || value instanceof Long || value instanceof Double || value instanceof Int32 || typeof value === "bigint") return Number(value.toString());
  return undefined;
}
