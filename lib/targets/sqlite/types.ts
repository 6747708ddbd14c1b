import { unreachable, sameType, type ColumnType, type Schema } from "../../model";
import type { TypeSystem } from "../target";

/**
 * SQLite keeps a declared type as text and derives an affinity from it (sqlite.org/datatype3.html 3.1).
 * Each logical type has one declared name; other spellings of it are read too and kept as the column option `declared type`.
 */
function print(type: ColumnType): string {
  switch (type.kind) {
    case "uuid": return "UUID";
    case "text": case "enum": return "TEXT";
    case "int16": return "SMALLINT";
    case "int32": return "INT";
    case "int64": return "INTEGER";
    case "float32": return "FLOAT";
    case "float64": return "REAL";
    case "boolean": return "BOOLEAN";
    case "date": return "DATE";
    case "interval": return "INTERVAL";
    case "json": case "array": return "JSON";
    case "bytes": return "BLOB";
    case "string": return sized("VARCHAR", type.length);
    case "char": return sized("CHAR", type.length);
    case "decimal":
      return type.precision === undefined ? "DECIMAL" : `DECIMAL(${type.precision}${type.scale ? `,${type.scale}` : ""})`;
    case "time": return sized("TIME", type.precision);
    case "timestamp": return sized("DATETIME", type.precision);
    case "timestamptz": return sized("TIMESTAMPTZ", type.precision);
    case "vector": return sized("VECTOR", type.dimensions);
    case "native": return type.text;
    default: return unreachable(type);
  }
}

function sized(name: string, size: number | undefined): string {
  return size === undefined ? name : `${name}(${size})`;
}

/** Names without parameters. */
const plain: Readonly<Record<string, ColumnType>> = {
  UUID: { kind: "uuid" }, TEXT: { kind: "text" }, CLOB: { kind: "text" },
  SMALLINT: { kind: "int16" }, INT2: { kind: "int16" }, INT: { kind: "int32" }, INT4: { kind: "int32" }, MEDIUMINT: { kind: "int32" },
  INTEGER: { kind: "int64" }, BIGINT: { kind: "int64" }, INT8: { kind: "int64" },
  FLOAT: { kind: "float32" }, REAL: { kind: "float64" }, DOUBLE: { kind: "float64" }, "DOUBLE PRECISION": { kind: "float64" },
  BOOLEAN: { kind: "boolean" }, BOOL: { kind: "boolean" }, DATE: { kind: "date" }, INTERVAL: { kind: "interval" },
  JSON: { kind: "json" }, JSONB: { kind: "json" }, BLOB: { kind: "bytes" },
};

/** Names with an optional number. */
const sizedTypes: Readonly<Record<string, (size: number | undefined) => ColumnType | undefined>> = {
  VARCHAR: string, NVARCHAR: string, "CHARACTER VARYING": string, "VARYING CHARACTER": string,
  CHAR: fixed, CHARACTER: fixed, NCHAR: fixed,
  DATETIME: (n) => moment("timestamp", n), TIMESTAMP: (n) => moment("timestamp", n),
  TIMESTAMPTZ: (n) => moment("timestamptz", n), "TIMESTAMP WITH TIME ZONE": (n) => moment("timestamptz", n), TIME: (n) => moment("time", n),
  VECTOR: (n) => (n === undefined ? undefined : { kind: "vector", dimensions: n }),
};

function string(length: number | undefined): ColumnType {
  return length === undefined ? { kind: "string" } : { kind: "string", length };
}

function fixed(length: number | undefined): ColumnType | undefined {
  return length === undefined ? undefined : { kind: "char", length };
}

function moment(kind: "time" | "timestamp" | "timestamptz", precision: number | undefined): ColumnType | undefined {
  if (precision === undefined) return { kind };
  return precision <= 6 ? { kind, precision } : undefined;
}

function parse(text: string): ColumnType {
  const normal = text.trim().replace(/\s+/g, " ");
  const match = /^([A-Za-z][A-Za-z0-9_ ]*?) ?(?:\( ?(\d{1,9}) ?(?:, ?(\d{1,9}) ?)?\))?$/.exec(normal);
  const name = match?.[1]?.toUpperCase();
  const native: ColumnType = { kind: "native", text: normal };
  if (name === undefined) return native;
  const first = match?.[2] === undefined ? undefined : Number(match[2]);
  const second = match?.[3] === undefined ? undefined : Number(match[3]);
  if (name === "DECIMAL" || name === "NUMERIC" || name === "DEC") {
    if (first === undefined) return { kind: "decimal" };
    return second ? { kind: "decimal", precision: first, scale: second } : { kind: "decimal", precision: first };
  }
  if (second !== undefined) return native;
  const sizedType = Object.hasOwn(sizedTypes, name) ? sizedTypes[name]?.(first) : undefined;
  if (sizedType !== undefined) return sizedType;
  return first === undefined && Object.hasOwn(plain, name) ? plain[name] ?? native : native;
}

/** The type to print for a column: the spelling it was declared with while that still means the column's type. */
export function declaredType(type: ColumnType, declared: string | undefined, schema: Pick<Schema, "enums">): string {
  return declared !== undefined && sameType(parse(declared), type) ? declared : sqliteTypes.print(type, schema);
}

const losses: Partial<Record<ColumnType["kind"], string>> = {
  uuid: "stored as text; the form is not checked",
  string: "the length is not enforced",
  char: "the length is not enforced and values are not padded",
  int16: "the range is not enforced", int32: "the range is not enforced",
  float32: "stored with double precision",
  decimal: "stored as integer or binary floating point; precision and scale are not enforced",
  boolean: "stored as 0 and 1",
  date: "stored as text", time: "stored as text", timestamp: "stored as text",
  timestamptz: "stored as text; the time zone is not understood",
  interval: "stored as text; no arithmetic",
  json: "stored as text; read with json functions",
  array: "stored as JSON", vector: "stored as a blob; no distance search",
};

/** The affinity of a declared type, by the rules of sqlite.org/datatype3.html 3.1. Without a type, what is mostly meant: text. */
function nearest(declared: string): ColumnType {
  const text = declared.toUpperCase();
  if (text.includes("INT")) return { kind: "int64" };
  if (text === "ANY" || text === "" || /CHAR|CLOB|TEXT/.test(text)) return { kind: "text" };
  if (text.includes("BLOB")) return { kind: "bytes" };
  return /REAL|FLOA|DOUB/.test(text) ? { kind: "float64" } : { kind: "decimal" };
}

/** Type names of SQLite 3.54. Types are affinities: what a type promises elsewhere and not here is named by `loss`. */
export const sqliteTypes: TypeSystem = {
  print,
  parse,
  loss: (type) => losses[type.kind],
  nearest,
  common: [
    "INTEGER", "TEXT", "REAL", "BLOB", "BOOLEAN", "DATETIME", "DATE", "VARCHAR(255)", "DECIMAL(10,2)", "UUID", "JSON", "INT", "SMALLINT", "BIGINT",
    "TIME", "TIMESTAMPTZ", "FLOAT", "ANY",
  ],
};
