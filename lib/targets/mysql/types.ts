import { sameType, unreachable, type ColumnType, type EnumType, type Schema } from "../../model";
import type { TypeSystem } from "../target";
import { plainString } from "./lexical";
import { nativeText, nearestType, readTypeText, type TypeText } from "./type-names";

/** The enum of a column type. Throws when the schema does not have it. */
export function enumOf(type: Extract<ColumnType, { kind: "enum" }>, schema: Pick<Schema, "enums">): EnumType {
  const found = schema.enums.find(({ id }) => id === type.enumId);
  if (found === undefined) throw new Error(`The schema has no enum with id ${type.enumId}`);
  return found;
}

function print(type: ColumnType, schema: Pick<Schema, "enums">): string {
  switch (type.kind) {
    case "text": case "date": case "json": return type.kind;
    case "int16": return "smallint";
    case "int32": return "int";
    case "int64": return "bigint";
    case "float32": return "float";
    case "float64": return "double";
    case "boolean": return "tinyint(1)";
    case "bytes": return "blob";
    case "string": return `varchar(${type.length ?? 255})`;
    case "char": return `char(${type.length})`;
    // Fractions of a second: six digits is what a type without a number has elsewhere; in MySQL it would have none.
    case "time": return moment("time", type.precision ?? 6);
    case "timestamp": return moment("datetime", type.precision ?? 6);
    case "timestamptz": return moment("timestamp", type.precision ?? 6);
    case "decimal": {
      if (type.precision === undefined) return "decimal(65,30)";
      return `decimal(${type.precision},${type.scale ?? 0})`;
    }
    case "enum": {
      const { values } = enumOf(type, schema);
      // An enum has at least one value here; without any, the empty text is the one.
      return `enum(${(values.length === 0 ? [""] : values).map(plainString).join(",")})`;
    }
    case "vector": return `vector(${type.dimensions})`;
    case "native": return type.text;
    case "uuid": case "interval": case "array": return print(normal(type), schema);
    default: return unreachable(type);
  }
}

function moment(name: string, precision: number): string {
  return precision === 0 ? name : `${name}(${precision})`;
}

/** What the catalog shows of a type: several of the model are one to MySQL. */
function normal(type: ColumnType): ColumnType {
  switch (type.kind) {
    case "uuid": return { kind: "char", length: 36 };
    case "interval": return { kind: "string", length: 64 };
    case "array": return { kind: "json" };
    case "string": return type.length === undefined ? { kind: "string", length: 255 } : type;
    case "decimal": return type.precision === undefined ? { kind: "decimal", precision: 65, scale: 30 } : type;
    case "time": case "timestamp": case "timestamptz": return type.precision === undefined ? { kind: type.kind, precision: 6 } : type;
    default: return type;
  }
}

function parse(text: string, schema: Pick<Schema, "enums">): ColumnType {
  const type = readTypeText(text);
  if (type === undefined) return { kind: "native", text: text.trim() };
  const native: ColumnType = { kind: "native", text: nativeText(type) };
  if (type.name === "enum") {
    const found = schema.enums.find(({ values }) => values.length === type.args.length && values.every((value, i) => plainString(value) === type.args[i]));
    return found === undefined ? native : { kind: "enum", enumId: found.id };
  }
  return type.words.some((word) => word !== "signed") ? native : plainType(type) ?? native;
}

function plainType(type: TypeText): ColumnType | undefined {
  const { name, args } = type;
  const [first, second] = args.map(Number);
  const shown = nativeText(type);
  switch (name) {
    case "bool": case "boolean": return { kind: "boolean" };
    case "tinyint": return first === 1 ? { kind: "boolean" } : undefined;
    case "smallint": return shown === name ? { kind: "int16" } : undefined;
    case "int": return shown === name ? { kind: "int32" } : undefined;
    case "bigint": return shown === name ? { kind: "int64" } : undefined;
    case "float": return second !== undefined ? undefined : { kind: first !== undefined && first > 24 ? "float64" : "float32" };
    case "double": return args.length === 0 ? { kind: "float64" } : undefined;
    case "decimal": return second ? { kind: "decimal", precision: first ?? 10, scale: second } : { kind: "decimal", precision: first || 10 };
    case "varchar": return first === undefined ? undefined : { kind: "string", length: first };
    case "char": return { kind: "char", length: first ?? 1 };
    case "text": case "blob": return args.length === 0 ? { kind: name === "text" ? "text" : "bytes" } : undefined;
    case "date": case "json": return { kind: name };
    case "time": return { kind: "time", precision: first ?? 0 };
    case "datetime": return { kind: "timestamp", precision: first ?? 0 };
    case "timestamp": return { kind: "timestamptz", precision: first ?? 0 };
    case "vector": return { kind: "vector", dimensions: first ?? 2048 };
    default: return undefined;
  }
}

const losses: Partial<Record<ColumnType["kind"], string>> = {
  uuid: "stored as CHAR(36); the form is not checked",
  interval: "stored as text; no arithmetic",
  array: "stored as JSON",
  text: "at most 65,535 bytes; use longtext for more",
  bytes: "at most 65,535 bytes; use longblob for more",
  boolean: "stored as 0 and 1",
  timestamptz: "only moments from 1970 to 2038, shown in the session's time zone",
};

function loss(type: ColumnType): string | undefined {
  if (type.kind === "string" && type.length === undefined) return "at most 255 characters";
  if (type.kind === "decimal" && type.precision === undefined) return "at most 35 digits before and 30 after the point";
  return losses[type.kind];
}

/** Type names of MySQL and MariaDB. */
export const mysqlTypes: TypeSystem = {
  print, parse, normal, loss,
  nearest: nearestType,
  common: [
    "bigint", "int", "varchar(255)", "text", "tinyint(1)", "datetime", "timestamp", "date", "decimal(10,2)", "json", "double", "char(36)", "bigint unsigned", "int unsigned",
    "smallint", "tinyint", "mediumint", "float", "time", "datetime(6)", "timestamp(6)", "year", "binary(16)", "varbinary(255)", "blob", "longblob", "mediumtext", "longtext",
    "bit(1)", "set('a','b')", "geometry", "point",
  ],
};

/** Whether a value of the type is text with a character set. */
export function isText(type: ColumnType): boolean {
  const kind = normal(type);
  if (kind.kind === "native") return /^(?:(?:tiny|medium|long)text|set)\b/.test(kind.text);
  return kind.kind === "string" || kind.kind === "char" || kind.kind === "text" || kind.kind === "enum";
}

/** Whether the type is TEXT, BLOB, JSON or of the GEOMETRY family: defaults need parentheses, keys a prefix. */
export function isLarge(type: ColumnType): boolean {
  const kind = normal(type);
  if (kind.kind === "native") return /^(?:(?:tiny|medium|long)(?:text|blob)|geom|point|multi|linestring|polygon)/.test(kind.text);
  return kind.kind === "text" || kind.kind === "bytes" || kind.kind === "json" || kind.kind === "vector";
}

/** Whether two types are the same to the engine. */
export function sameToEngine(a: ColumnType, b: ColumnType): boolean {
  return sameType(normal(a), normal(b));
}
