import type { Column, ColumnType, EnumType, ForeignKey, Schema, Table, UniqueKey, Check, Index } from "../../../model";
import type { Capabilities } from "../../../targets/target";

/** A column by what matters to a case; ids are `<table>.<slot>`, so that a column keeps its id under another name. */
export interface ColumnSketch extends Partial<Omit<Column, "id" | "type">> {
  readonly slot?: string;
  readonly type: ColumnType;
}

export interface TableSketch {
  readonly id: string;
  readonly name: string;
  readonly namespace?: string;
  readonly columns: Readonly<Record<string, ColumnSketch>>;
  readonly key?: readonly string[];
  readonly uniques?: Readonly<Record<string, readonly string[]>>;
  readonly checks?: Readonly<Record<string, string>>;
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  /** Name -> [own columns, table id, its columns]. */
  readonly references?: Readonly<Record<string, readonly [readonly string[], string, readonly string[]]>>;
}

/** A table of a sketch. Columns are named by their slots, which are their names unless said otherwise. */
export function table(sketch: TableSketch): Table {
  const id = (slot: string): string => `${sketch.id}.${slot}`;
  const columns = Object.entries(sketch.columns).map(([slot, { slot: _, ...column }]): Column => ({ name: slot, nullable: false, ...column, id: id(slot) }));
  return {
    id: sketch.id, name: sketch.name, ...(sketch.namespace === undefined ? {} : { namespace: sketch.namespace }), columns, options: {},
    ...(sketch.key === undefined ? {} : { primaryKey: { id: id("key"), columns: sketch.key.map(id) } }),
    uniques: Object.entries(sketch.uniques ?? {}).map(([name, list]): UniqueKey => ({ id: id(`unique ${list.join()}`), name, columns: list.map(id) })),
    checks: Object.entries(sketch.checks ?? {}).map(([name, expression]): Check => ({ id: id(`check ${name}`), name, expression })),
    indexes: Object.entries(sketch.indexes ?? {}).map(([name, list]): Index => ({ id: id(`index ${list.join()}`), name, unique: false, parts: list.map((slot) => ({ column: id(slot) })) })),
    foreignKeys: Object.entries(sketch.references ?? {}).map(([name, [list, other, referenced]]): ForeignKey => ({
      id: id(`reference ${list.join()}`), name, columns: list.map(id), referencedTable: other, referencedColumns: referenced.map((slot) => `${other}.${slot}`), onDelete: "no action", onUpdate: "no action",
    })),
  };
}

export function schema(tables: readonly TableSketch[], enums: readonly EnumType[] = []): Schema {
  return { tables: tables.map(table), enums, objects: [] };
}

export const text: ColumnType = { kind: "text" };
export const short: ColumnType = { kind: "string", length: 80 };
export const int: ColumnType = { kind: "int32" };
export const big: ColumnType = { kind: "int64" };

/** The schema as a target can have it: without namespaces and numbering where it has none of that kind, with the objects that make namespaces where it has. */
export function fitted(schema: Schema, { namespaces, identityOnlyAs }: Pick<Capabilities, "namespaces" | "identityOnlyAs">): Schema {
  const tables = identityOnlyAs === undefined ? schema.tables : schema.tables.map((one) => ({ ...one, columns: one.columns.map(({ identity: _, ...column }) => column) }));
  if (!namespaces) return { ...schema, tables: tables.map(({ namespace: _, ...rest }) => rest) };
  const names = [...new Set(tables.flatMap(({ namespace }) => namespace ?? []))];
  return { ...schema, tables, objects: names.map((name) => ({ id: `namespace ${name}`, kind: "namespace", name, definition: `CREATE SCHEMA ${name}`, dependsOn: [] })) };
}
