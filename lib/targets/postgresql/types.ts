import { unreachable, type ColumnType, type EnumType, type Schema } from "../../model";
import type { TypeSystem } from "../target";
import { qualify } from "./lexical";
import { readTypeName } from "./type-name";

type Enums = Pick<Schema, "enums">;

/** Native text of each type, as format_type() prints it, so that a design and a catalog speak alike. */
function print(type: ColumnType, schema: Enums): string {
  switch (type.kind) {
    case "uuid": case "text": case "boolean": case "date": case "interval": return type.kind;
    case "int16": return "smallint";
    case "int32": return "integer";
    case "int64": return "bigint";
    case "float32": return "real";
    case "float64": return "double precision";
    case "json": return "jsonb";
    case "bytes": return "bytea";
    case "string": return `character varying${size(type.length)}`;
    case "char": return `character(${type.length})`;
    case "decimal": return `numeric${type.precision === undefined ? "" : `(${type.precision},${type.scale ?? 0})`}`;
    case "time": return `time${size(type.precision)} without time zone`;
    case "timestamp": return `timestamp${size(type.precision)} without time zone`;
    case "timestamptz": return `timestamp${size(type.precision)} with time zone`;
    case "enum": {
      const found = schema.enums.find((e) => e.id === type.enumId);
      if (found === undefined) throw new Error(`No enum with id ${type.enumId}`);
      return qualify(found.namespace, found.name);
    }
    case "array": return `${print(type.of, schema)}[]`;
    case "vector": return `vector(${type.dimensions})`;
    case "native": return type.text;
    default: return unreachable(type);
  }
}

function size(value: number | undefined): string {
  return value === undefined ? "" : `(${value})`;
}

const simple: Readonly<Record<string, ColumnType>> = {
  uuid: { kind: "uuid" }, text: { kind: "text" },
  smallint: { kind: "int16" }, int2: { kind: "int16" }, smallserial: { kind: "int16" }, serial2: { kind: "int16" },
  integer: { kind: "int32" }, int: { kind: "int32" }, int4: { kind: "int32" }, serial: { kind: "int32" }, serial4: { kind: "int32" },
  bigint: { kind: "int64" }, int8: { kind: "int64" }, bigserial: { kind: "int64" }, serial8: { kind: "int64" },
  real: { kind: "float32" }, float4: { kind: "float32" }, "double precision": { kind: "float64" }, float8: { kind: "float64" },
  boolean: { kind: "boolean" }, bool: { kind: "boolean" }, date: { kind: "date" }, interval: { kind: "interval" },
  jsonb: { kind: "json" }, bytea: { kind: "bytes" },
};

const aliases: Readonly<Record<string, string>> = {
  varchar: "character varying", "char varying": "character varying", "national character varying": "character varying",
  "national char varying": "character varying", "nchar varying": "character varying",
  char: "character", bpchar: "character", nchar: "character", "national character": "character", "national char": "character",
  decimal: "numeric", dec: "numeric", varbit: "bit varying",
  time: "time without time zone", timetz: "time with time zone", timestamp: "timestamp without time zone", timestamptz: "timestamp with time zone",
};

/** Integers as they stand in a type's parentheses; undefined where one is not a plain number. */
function numbers(parameters: readonly string[]): readonly number[] | undefined {
  return parameters.every((p) => /^-?\d+$/.test(p)) ? parameters.map(Number) : undefined;
}

function parse(text: string, schema: Enums): ColumnType {
  const read = readTypeName(text);
  if (read === undefined) return { kind: "native", text: text.trim() };
  const type: ColumnType = base(read.words, read.quotedName, read.parameters, schema) ?? { kind: "native", text: read.normal };
  // PostgreSQL does not keep how many dimensions were written.
  return read.array ? { kind: "array", of: type } : type;
}

function base(words: string, name: { readonly namespace?: string; readonly name: string } | undefined, parameters: readonly string[], schema: Enums): ColumnType | undefined {
  if (name !== undefined) {
    const found = findEnum(name, schema.enums);
    if (found !== undefined) return { kind: "enum", enumId: found.id };
  }
  const word = aliases[words] ?? words;
  const plain = simple[word];
  if (plain !== undefined) return parameters.length === 0 ? plain : undefined;
  const values = numbers(parameters);
  if (values === undefined) return undefined;
  const [first, second] = values;
  switch (word) {
    case "character varying": return first === undefined ? { kind: "string" } : { kind: "string", length: first };
    // `bpchar` without a length is unlimited, `character` is one long.
    case "character": return first === undefined ? (words === "bpchar" ? undefined : { kind: "char", length: 1 }) : { kind: "char", length: first };
    case "numeric":
      if (first === undefined) return { kind: "decimal" };
      return { kind: "decimal", precision: first, scale: second ?? 0 };
    case "float": return first === undefined || first > 24 ? { kind: "float64" } : { kind: "float32" };
    case "time without time zone": return moment("time", first);
    case "timestamp without time zone": return moment("timestamp", first);
    case "timestamp with time zone": return moment("timestamptz", first);
    case "vector": return first === undefined ? undefined : { kind: "vector", dimensions: first };
    default: return undefined;
  }
}

function moment(kind: "time" | "timestamp" | "timestamptz", precision: number | undefined): ColumnType {
  return precision === undefined ? { kind } : { kind, precision };
}

function findEnum(wanted: { readonly namespace?: string; readonly name: string }, enums: readonly EnumType[]): EnumType | undefined {
  return enums.find((e) => e.name === wanted.name && (e.namespace ?? "public") === (wanted.namespace ?? "public"));
}

/** What natives come closest to, by their first words; the rest is text. */
const closest: readonly (readonly [RegExp, ColumnType])[] = [
  [/^json$/, { kind: "json" }], [/^money$/, { kind: "decimal", precision: 19, scale: 2 }], [/^(oid|xid8?|cid)$/, { kind: "int64" }],
  [/^time(\(\d\))? with time zone$/, { kind: "time" }], [/^interval/, { kind: "interval" }], [/^(inet|cidr|macaddr8?)$/, { kind: "string", length: 43 }],
  [/^"char"$/, { kind: "char", length: 1 }], [/^(half|sparse)?vec(tor)?$/, { kind: "array", of: { kind: "float32" } }],
];

/** PostgreSQL's types. It has every logical one; `vector` needs the extension of that name. */
export const types: TypeSystem = {
  print,
  parse,
  loss: (type) => (type.kind === "vector" ? "Needs the vector extension." : undefined),
  nearest: (text) => closest.find(([pattern]) => pattern.test(text))?.[1] ?? { kind: "text" },
  common: [
    "text", "integer", "bigint", "uuid", "boolean", "timestamp with time zone", "character varying(255)", "numeric(12,2)", "jsonb", "date",
    "smallint", "double precision", "real", "timestamp without time zone", "time without time zone", "interval", "bytea", "character(1)",
    "text[]", "inet", "tsvector", "json", "xml", "citext", "vector(1536)",
  ],
};
