import type { ColumnType } from "../../model";
import type { Scalar } from "./model";

export const decimalForms = ["float", "minor-units", "text"] as const;
export type DecimalForm = (typeof decimalForms)[number];

export interface FieldType {
  readonly type: Scalar;
  readonly list: boolean;
  readonly dimensions?: number;
  readonly scale?: number;
}

/** The scalar of a logical type: Dgraph has strings, 64-bit integers, floats, booleans, date-times, points and vectors (docs, 25.2). */
export function fieldType(type: ColumnType, decimal: DecimalForm): FieldType {
  switch (type.kind) {
    case "int16": case "int32": return { type: "Int", list: false };
    case "int64": return { type: "Int64", list: false };
    case "float32": case "float64": return { type: "Float", list: false };
    case "decimal": return decimal === "float" ? { type: "Float", list: false } : decimal === "text" ? { type: "String", list: false } : { type: "Int64", list: false, scale: type.scale ?? 0 };
    case "boolean": return { type: "Boolean", list: false };
    case "date": case "timestamp": case "timestamptz": return { type: "DateTime", list: false };
    case "vector": return { type: "Float", list: true, dimensions: type.dimensions };
    case "array": {
      const of = fieldType(type.of, decimal);
      // Lists of booleans and lists of lists are refused; JSON text stands for them.
      return of.list || of.type === "Boolean" || type.of.kind === "json" ? { type: "String", list: false } : { ...of, list: true };
    }
    case "native": return /^(?:geometry|geography|point)\b/i.test(type.text) ? { type: "Point", list: false } : { type: "String", list: false };
    default: return { type: "String", list: false };
  }
}

/** What a logical type loses. */
export function loss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "string": return type.length === undefined ? undefined : "the length is not limited";
    case "char": return "the length is neither fixed nor padded";
    case "int16": return "integers have at least 32 bits";
    case "float32": return "floats have 64 bits";
    case "decimal": return "there are no decimals: a float, an integer of minor units or text stands for it";
    case "uuid": return "kept as text";
    case "date": return "kept as a moment, midnight UTC";
    case "time": return "kept as text";
    case "timestamp": return "kept as a moment with a time zone";
    case "interval": return "kept as text";
    case "json": return "kept as JSON text";
    case "bytes": return "kept as base64 text";
    case "array": return type.of.kind === "array" || type.of.kind === "json" || type.of.kind === "boolean" ? "kept as JSON text" : "a list is a set: its order and repeated values are not kept";
    case "vector": return undefined;
    case "native": return /^(?:geometry|geography|point)\b/i.test(type.text) ? "only points are kept" : "kept as text";
    default: return undefined;
  }
}
