import { simpleTypeKinds, type ColumnType, type Schema } from "../../model";
import type { TypeSystem } from "../target";

const parameterised = /^(string|char|decimal|time|timestamptz|timestamp|vector)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?$/;

/** Words of other databases that people type, for the logical type they mean. */
const alsoKnown: Readonly<Record<string, string>> = {
  integer: "int32", int: "int32", smallint: "int16", bigint: "int64", number: "float64", double: "float64", "double precision": "float64", float: "float64", real: "float32",
  varchar: "string", "character varying": "string", character: "char", numeric: "decimal", bool: "boolean", datetime: "timestamp", "timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp",
  jsonb: "json", object: "json", map: "json", bytea: "bytes", blob: "bytes", binary: "bytes",
};

/**
 * The type system of technologies whose shape is derived: columns keep the model's own vocabulary, and the shape shows what each becomes.
 * `loss` says what a logical type loses there.
 */
export function logicalTypes(loss: TypeSystem["loss"]): TypeSystem {
  return {
    print: (type, schema) => printLogical(type, schema),
    parse: (text, schema) => parseLogical(text, schema),
    loss,
    common: ["text", "string(255)", "uuid", "int32", "int64", "decimal(12,2)", "float64", "boolean", "timestamptz", "date", "json", "bytes"],
  };
}

function printLogical(type: ColumnType, schema: Pick<Schema, "enums">): string {
  switch (type.kind) {
    case "string": return type.length === undefined ? "string" : `string(${type.length})`;
    case "char": return `char(${type.length})`;
    case "decimal": return type.precision === undefined ? "decimal" : `decimal(${type.precision},${type.scale ?? 0})`;
    case "time": case "timestamp": case "timestamptz": return type.precision === undefined ? type.kind : `${type.kind}(${type.precision})`;
    case "enum": return schema.enums.find(({ id }) => id === type.enumId)?.name ?? "text";
    case "array": return `${printLogical(type.of, schema)}[]`;
    case "vector": return `vector(${type.dimensions})`;
    case "native": return type.text;
    default: return type.kind;
  }
}

function parseLogical(text: string, schema: Pick<Schema, "enums">): ColumnType {
  const trimmed = text.trim();
  if (trimmed.endsWith("[]")) return { kind: "array", of: parseLogical(trimmed.slice(0, -2), schema) };
  const named = schema.enums.find(({ name }) => name === trimmed);
  if (named !== undefined) return { kind: "enum", enumId: named.id };
  const word = trimmed.toLowerCase().replace(/^[a-z ]+?(?=\s*\(|$)/, (name) => alsoKnown[name.trim()] ?? name);
  const simple = simpleTypeKinds.find((kind) => kind === word);
  if (simple !== undefined) return { kind: simple };
  const match = parameterised.exec(word);
  const first = match?.[2] === undefined ? undefined : Number(match[2]);
  switch (match?.[1]) {
    case "string": return { kind: "string", ...(first === undefined ? {} : { length: first }) };
    case "char": return { kind: "char", length: first ?? 1 };
    case "decimal": return { kind: "decimal", ...(first === undefined ? {} : { precision: first, scale: Number(match[3] ?? 0) }) };
    case "time": case "timestamp": case "timestamptz": return { kind: match[1], ...(first === undefined ? {} : { precision: Math.min(first, 6) }) };
    case "vector": if (first !== undefined) return { kind: "vector", dimensions: first };
  }
  return { kind: "native", text: trimmed };
}
