import type { ColumnType } from "../../model";
import type { AttributeType, KeyType } from "./model";

/** The attribute type of a column. A boolean that is part of a key becomes a number, since only S, N and B can be keys. */
export function attributeType(type: ColumnType): AttributeType {
  switch (type.kind) {
    case "int16": case "int32": case "int64": case "float32": case "float64": case "decimal": return "N";
    case "boolean": return "BOOL";
    case "bytes": return "B";
    case "array": case "vector": return "L";
    case "json": return "M";
    default: return "S";
  }
}

/** The type of a column as a key; undefined where it cannot be one (lists, maps). */
export function keyType(type: ColumnType): KeyType | undefined {
  const plain = attributeType(type);
  if (plain === "BOOL") return "N";
  return plain === "L" || plain === "M" ? undefined : plain;
}

/** Digits to pad an integer to, so that its text sorts as the number does. */
export function padding(type: ColumnType): number | undefined {
  switch (type.kind) {
    case "int16": return 5;
    case "int32": return 10;
    case "int64": return 19;
    default: return undefined;
  }
}

/** What writers put into a text, by its column's type: the JSON Schema format, or a sentence. */
export function textFormat(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "uuid": return "uuid";
    case "timestamptz": return "date-time";
    case "timestamp": return "local-date-time";
    case "date": return "date";
    case "time": return "time";
    case "interval": return "duration";
    default: return undefined;
  }
}

/**
 * What a type loses in DynamoDB. Numbers: 38 significant digits, 1E-130 to 9.99E+125, no NaN nor infinity
 * (Amazon DynamoDB Developer Guide, "Supported data types", read 2026-08).
 */
export function typeLoss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "timestamptz": return "kept as text in UTC (2026-01-31T08:00:00.000Z), which sorts by time only if every writer uses this one form";
    case "timestamp": case "date": case "time": return "kept as text in ISO 8601; DynamoDB knows no dates";
    case "interval": return "kept as text (ISO 8601 duration), which does not sort by length";
    case "decimal": return (type.precision ?? 0) > 38 ? "numbers have 38 significant digits at most; more are refused" : type.scale === undefined ? undefined : "exact, but the number of decimals is not enforced";
    case "float32": case "float64": return "kept as a decimal number; NaN and infinity are refused";
    case "enum": return "kept as text; the values are not enforced";
    case "string": case "char": return type.length === undefined ? undefined : "kept as text; the length is not enforced";
    case "json": return "kept as a map; a document that is not an object is wrapped as {\"value\": ...}";
    case "array": case "vector": return "kept as a list; its members' type is not enforced, and it cannot be a key";
    case "native": return "kept as text; its database's own rules are not enforced";
    default: return undefined;
  }
}
