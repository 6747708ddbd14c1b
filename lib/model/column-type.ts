import type { Id } from "./id";

/**
 * Logical column types. Each target prints every one of them in an exact native form (lib/targets/target.ts);
 * a type outside this vocabulary is kept verbatim as `native` in the design's target language.
 */
export type ColumnType =
  | { readonly kind: SimpleTypeKind }
  /** Character varying; without a length, unbounded varchar (not the same native type as `text`). */
  | { readonly kind: "string"; readonly length?: number }
  /** Blank-padded, fixed length. */
  | { readonly kind: "char"; readonly length: number }
  | { readonly kind: "decimal"; readonly precision?: number; readonly scale?: number }
  /** `precision` is the number of fractional second digits, 0-6. */
  | { readonly kind: "time" | "timestamp" | "timestamptz"; readonly precision?: number }
  | { readonly kind: "enum"; readonly enumId: Id }
  | { readonly kind: "array"; readonly of: ColumnType }
  | { readonly kind: "vector"; readonly dimensions: number }
  /** Verbatim text in the target's own language, e.g. `tsvector` or `geometry(Point,4326)`. */
  | { readonly kind: "native"; readonly text: string };

export const simpleTypeKinds = [
  "uuid", "text", "int16", "int32", "int64", "float32", "float64", "boolean", "date", "interval", "json", "bytes",
] as const;

/** Types without parameters. `json` is the indexed binary form where a target has two (PostgreSQL: jsonb). */
export type SimpleTypeKind = (typeof simpleTypeKinds)[number];

export type ColumnTypeKind = ColumnType["kind"];

/** A stable text for a type: equal texts mean equal types. For comparing and map keys, never for SQL. */
export function typeKey(type: ColumnType): string {
  switch (type.kind) {
    case "string": case "char": return `${type.kind}(${type.length ?? ""})`;
    case "decimal": return `decimal(${type.precision ?? ""},${type.precision === undefined ? "" : type.scale ?? 0})`;
    case "time": case "timestamp": case "timestamptz": return `${type.kind}(${type.precision ?? ""})`;
    case "enum": return `enum ${type.enumId}`;
    case "array": return `${typeKey(type.of)}[]`;
    case "vector": return `vector(${type.dimensions})`;
    case "native": return `native ${type.text}`;
    default: return type.kind;
  }
}

export function sameType(a: ColumnType, b: ColumnType): boolean {
  return typeKey(a) === typeKey(b);
}
