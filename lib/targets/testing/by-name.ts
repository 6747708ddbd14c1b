import { columnNames } from "../target";
import { typeKey, type Schema, type Table } from "../../model";

/**
 * A schema with names in place of ids, members sorted where their order means nothing: two of them are equal when the
 * schemas are equal to a person. For tests.
 */
export function byName(schema: Schema): unknown {
  const tables = new Map(schema.tables.map((table) => [table.id, table]));
  const enums = new Map(schema.enums.map((type) => [type.id, type.name]));
  return {
    tables: sorted(schema.tables.map((table) => tableByName(table, tables, enums))),
    enums: sorted(schema.enums.map(({ id: _, ...rest }) => rest)),
    objects: sorted(schema.objects.map(({ id: _, tableId, dependsOn, ...rest }) => ({ ...rest, dependsOn: [...dependsOn].sort(), ...(tableId === undefined ? {} : { table: tables.get(tableId)?.name }) }))),
  };
}

function tableByName(table: Table, tables: ReadonlyMap<string, Table>, enums: ReadonlyMap<string, string>): unknown {
  const names = (ids: readonly string[] = []): readonly string[] => columnNames(table, ids);
  const key = <T extends { readonly id: string; readonly columns: readonly string[] }>({ id: _, columns, ...rest }: T): unknown => ({ ...rest, columns: names(columns) });
  return {
    name: table.name, namespace: table.namespace, comment: table.comment, options: table.options,
    columns: table.columns.map(({ id: _, type, ...rest }) => ({ ...rest, type: type.kind === "enum" ? `enum ${enums.get(type.enumId)}` : typeKey(type) })),
    primaryKey: table.primaryKey === undefined ? undefined : key(table.primaryKey),
    uniques: sorted(table.uniques.map(key)),
    foreignKeys: sorted(table.foreignKeys.map(({ id: _, columns, referencedTable, referencedColumns, ...rest }) => {
      const parent = tables.get(referencedTable);
      if (parent === undefined) throw new Error(`${table.name} references a table that is not there`);
      return { ...rest, columns: names(columns), referencedTable: parent.name, referencedColumns: columnNames(parent, referencedColumns) };
    })),
    checks: sorted(table.checks.map(({ id: _, ...rest }) => rest)),
    indexes: sorted(table.indexes.map(({ id: _, parts, include, ...rest }) => ({
      ...rest, include: names(include), parts: parts.map(({ column, ...part }) => ({ ...part, ...(column === undefined ? {} : { column: names([column])[0] }) })),
    }))),
  };
}

function sorted(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => [JSON.stringify(value), value] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
}
