import { columnNames } from "../target";
import { typeKey, type ColumnType, type Schema, type Table } from "../../model";

/**
 * A schema with names in place of ids, members sorted where their order means nothing: two of them are equal when the
 * schemas are equal to a person. For tests.
 */
export function byName(schema: Schema): unknown {
  const tables = new Map(schema.tables.map((table) => [table.id, table]));
  const enums = new Map(schema.enums.map((type) => [type.id, type.name]));
  return {
    tables: sorted(schema.tables.map((table) => tableByName(table, tables, enums))),
    enums: sorted(schema.enums.map(withoutId)),
    objects: sorted(schema.objects.map((object) => {
      const { tableId, dependsOn, ...rest } = withoutId(object);
      return { ...rest, dependsOn: [...dependsOn].sort(), ...(tableId === undefined ? {} : { table: tables.get(tableId)?.name }) };
    })),
  };
}

function tableByName(table: Table, tables: ReadonlyMap<string, Table>, enums: ReadonlyMap<string, string>): unknown {
  const names = (ids: readonly string[] = []): readonly string[] => columnNames(table, ids);
  const key = <T extends { readonly id: string; readonly columns: readonly string[] }>(member: T): unknown => ({ ...withoutId(member), columns: names(member.columns) });
  return {
    name: table.name, namespace: table.namespace, comment: table.comment, options: table.options,
    columns: table.columns.map((column) => ({ ...withoutId(column), type: typeByName(column.type, enums) })),
    primaryKey: table.primaryKey === undefined ? undefined : key(table.primaryKey),
    uniques: sorted(table.uniques.map(key)),
    foreignKeys: sorted(table.foreignKeys.map((foreignKey) => {
      const parent = tables.get(foreignKey.referencedTable);
      if (parent === undefined) throw new Error(`${table.name} references a table that is not there`);
      return { ...withoutId(foreignKey), columns: names(foreignKey.columns), referencedTable: parent.name, referencedColumns: columnNames(parent, foreignKey.referencedColumns) };
    })),
    checks: sorted(table.checks.map(withoutId)),
    indexes: sorted(table.indexes.map((index) => ({
      ...withoutId(index), include: names(index.include), parts: index.parts.map(({ column, ...part }) => ({ ...part, ...(column === undefined ? {} : { column: names([column])[0] }) })),
    }))),
  };
}

function withoutId<T extends { readonly id: string }>(record: T): Omit<T, "id"> {
  const { id: _, ...rest } = record;
  return rest;
}

function typeByName(type: ColumnType, enums: ReadonlyMap<string, string>): string {
  if (type.kind === "array") return `${typeByName(type.of, enums)}[]`;
  return type.kind === "enum" ? `enum ${enums.get(type.enumId)}` : typeKey(type);
}

function sorted(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => [JSON.stringify(keysSorted(value)), value] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
}

/** The same value whatever order its properties were written in. */
function keysSorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysSorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, keysSorted(item)]);
}
