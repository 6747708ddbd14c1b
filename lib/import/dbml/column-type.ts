import type { ColumnType, EnumType, Id } from "../../model";
import type { Target } from "../../targets/target";
import type { DbmlModel } from "./model";

/** Names that people write in DBML for types that not every database calls so. */
const spellings: Readonly<Record<string, ColumnType>> = {
  string: { kind: "text" }, str: { kind: "text" }, longtext: { kind: "text" }, mediumtext: { kind: "text" }, tinytext: { kind: "text" },
  nvarchar: { kind: "string" }, varchar2: { kind: "string" }, datetime: { kind: "timestamp" }, datetime2: { kind: "timestamp" },
  datetimeoffset: { kind: "timestamptz" }, timestamptz: { kind: "timestamptz" }, int: { kind: "int32" }, integer: { kind: "int32" },
  int2: { kind: "int16" }, int4: { kind: "int32" }, int8: { kind: "int64" }, tinyint: { kind: "int16" }, mediumint: { kind: "int32" },
  bigint: { kind: "int64" }, long: { kind: "int64" }, number: { kind: "decimal" }, double: { kind: "float64" }, float: { kind: "float64" },
  bool: { kind: "boolean" }, bit: { kind: "boolean" }, blob: { kind: "bytes" }, longblob: { kind: "bytes" }, binary: { kind: "bytes" },
  varbinary: { kind: "bytes" }, bytea: { kind: "bytes" }, uuid: { kind: "uuid" }, uniqueidentifier: { kind: "uuid" }, json: { kind: "json" },
  jsonb: { kind: "json" }, object: { kind: "json" }, date: { kind: "date" }, time: { kind: "time" }, timestamp: { kind: "timestamp" },
};

const serials: Readonly<Record<string, ColumnType>> = {
  serial: { kind: "int32" }, serial4: { kind: "int32" }, bigserial: { kind: "int64" }, serial8: { kind: "int64" }, smallserial: { kind: "int16" }, serial2: { kind: "int16" },
};

/** The type of a DBML column: an enum of the file, a spelling of the target's, or a common name for one. */
export function columnType(
  field: DbmlModel["fields"][number], target: Target, enums: readonly EnumType[], enumId: Id | undefined,
): { readonly type: ColumnType; readonly serial: boolean } {
  if (enumId !== undefined) return { type: { kind: "enum", enumId }, serial: false };
  const { schemaName, type_name: name } = field.type;
  const text = schemaName === null || schemaName === "public" ? name : `${schemaName}.${name}`;
  const lower = text.toLowerCase().trim();
  const serial = own(serials, lower);
  if (serial !== undefined) return { type: serial, serial: true };
  const parsed = target.types.parse(text, { enums });
  if (parsed.kind !== "native") return { type: parsed, serial: false };
  return { type: own(spellings, lower) ?? spelledWithLength(lower) ?? parsed, serial: false };
}

function spelledWithLength(lower: string): ColumnType | undefined {
  const [, base = "", first, second] = /^([a-z0-9_]+)\((\d+)(?:,\s*(\d+))?\)$/.exec(lower) ?? [];
  const type = own(spellings, base);
  if (first === undefined) return undefined;
  if (type?.kind === "string") return { kind: "string", length: Number(first) };
  if (type?.kind === "decimal") return { kind: "decimal", precision: Number(first), ...(second === undefined ? {} : { scale: Number(second) }) };
  return type;
}

function own(record: Readonly<Record<string, ColumnType>>, key: string): ColumnType | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
