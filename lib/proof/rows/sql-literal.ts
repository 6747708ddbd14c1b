import type { ColumnType, Schema } from "../../model";
import type { Target } from "../../targets/target";
import type { RawValue } from "./value-seed";

/** A value as it stands in VALUES: the column gives it its type. Bytes say their type themselves, since a text is not one everywhere. */
export function sqlLiteral(value: RawValue | undefined, type: ColumnType, schema: Schema, target: Target): string {
  if (value === undefined) return "NULL";
  return type.kind === "bytes" && target.values === undefined ? castLiteral(value, type, schema, target) : plain(value, target);
}

/** A value that says its type, for a place where no column does. */
export function castLiteral(value: RawValue | undefined, type: ColumnType, schema: Schema, target: Target): string {
  const literal = value === undefined ? "NULL" : plain(value, target);
  if (target.values !== undefined) return target.values.cast(literal, type, schema);
  const native = target.types.print(type, schema);
  return `CAST(${literal} AS ${native})`;
}

function plain(value: RawValue, target: Target): string {
  return value.bare ? value.text : target.literal(value.text);
}

/** A table's name as statements write it. */
export function tableName(table: { readonly name: string; readonly namespace?: string }, target: Target): string {
  return table.namespace === undefined ? target.quote(table.name) : `${target.quote(table.namespace)}.${target.quote(table.name)}`;
}
