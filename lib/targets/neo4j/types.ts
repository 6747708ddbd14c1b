import type { ColumnType } from "../../model";
import type { Encoding } from "./model";

export interface PropertyType {
  readonly type: string;
  readonly encoding?: Encoding;
  readonly scale?: number;
}

/** How a decimal column is kept. */
export const decimalForms = ["float", "minor-units", "text"] as const;
export type DecimalForm = (typeof decimalForms)[number];

/**
 * The property type of a logical type (Cypher manual, values and types, 5.26 and 2026): properties hold integers, floats, strings, booleans,
 * temporal values, points and lists of one of them; no maps, no decimals, no lists of lists.
 */
export function propertyType(type: ColumnType, decimal: DecimalForm): PropertyType {
  switch (type.kind) {
    case "uuid": return { type: "STRING", encoding: "uuid text" };
    case "text": case "string": case "char": case "enum": return { type: "STRING" };
    case "int16": case "int32": case "int64": return { type: "INTEGER" };
    case "float32": case "float64": return { type: "FLOAT" };
    case "decimal": return decimal === "float" ? { type: "FLOAT" } : decimal === "text" ? { type: "STRING", encoding: "decimal text" } : { type: "INTEGER", encoding: "minor units", scale: type.scale ?? 0 };
    case "boolean": return { type: "BOOLEAN" };
    case "date": return { type: "DATE" };
    case "time": return { type: "LOCAL TIME" };
    case "timestamp": return { type: "LOCAL DATETIME" };
    case "timestamptz": return { type: "ZONED DATETIME" };
    case "interval": return { type: "DURATION" };
    case "json": return { type: "STRING", encoding: "json" };
    case "bytes": return { type: "STRING", encoding: "base64" };
    case "vector": return { type: "LIST<FLOAT NOT NULL>" };
    case "array": {
      const of = propertyType(type.of, decimal);
      return of.type.startsWith("LIST<") || of.encoding === "json" ? { type: "STRING", encoding: "json" } : { ...of, type: `LIST<${of.type} NOT NULL>` };
    }
    case "native": return /^(?:geometry|geography|point)\b/i.test(type.text) ? { type: "POINT" } : { type: "STRING", encoding: "native text" };
  }
}

/** What a logical type loses in a graph's properties. */
export function loss(type: ColumnType): string | undefined {
  switch (type.kind) {
    case "string": return type.length === undefined ? undefined : "the length is only checked by a query";
    case "char": return "the length is only checked by a query, and nothing is padded";
    case "int16": case "int32": return "integers have 64 bits";
    case "float32": return "floats have 64 bits";
    case "decimal": return "there are no decimals: a float, an integer of minor units or text stands for it";
    case "uuid": return "kept as text";
    case "enum": return "the values are only checked by a query";
    case "json": return "kept as JSON text: properties hold no maps";
    case "bytes": return "kept as base64 text";
    case "interval": return undefined;
    case "vector": return "kept as a list of floats, whose length only its vector index checks";
    case "array": return loss(type.of) ?? (type.of.kind === "array" ? "lists of lists are kept as JSON text" : "lists hold no nulls");
    case "native": return /^(?:geometry|geography|point)\b/i.test(type.text) ? "only points are kept" : "kept as text";
    default: return undefined;
  }
}
