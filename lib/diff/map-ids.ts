import type { Column, ColumnType, Id, Schema, Table } from "../model";

/** The same schema with every id, and every reference, replaced by what `map` says. */
export function mapIds(schema: Schema, map: (id: Id) => Id): Schema {
  const ids = (list: readonly Id[]): Id[] => list.map(map);
  const include = (list: readonly Id[] | undefined): { include?: readonly Id[] } => (list === undefined ? {} : { include: ids(list) });
  const type = (value: ColumnType): ColumnType => {
    if (value.kind === "enum") return { ...value, enumId: map(value.enumId) };
    return value.kind === "array" ? { ...value, of: type(value.of) } : value;
  };
  const column = (value: Column): Column => ({ ...value, id: map(value.id), type: type(value.type) });
  const table = (value: Table): Table => {
    const { primaryKey: key } = value;
    return {
      ...value,
      id: map(value.id),
      columns: value.columns.map(column),
      ...(key === undefined ? {} : { primaryKey: { ...key, id: map(key.id), columns: ids(key.columns), ...include(key.include) } }),
      uniques: value.uniques.map((unique) => ({ ...unique, id: map(unique.id), columns: ids(unique.columns), ...include(unique.include) })),
      foreignKeys: value.foreignKeys.map((foreign) => ({
        ...foreign, id: map(foreign.id), columns: ids(foreign.columns),
        referencedTable: map(foreign.referencedTable), referencedColumns: ids(foreign.referencedColumns),
      })),
      checks: value.checks.map((check) => ({ ...check, id: map(check.id) })),
      indexes: value.indexes.map((index) => ({
        ...index, id: map(index.id), ...include(index.include),
        parts: index.parts.map((part) => (part.column === undefined ? part : { ...part, column: map(part.column) })),
      })),
    };
  };
  return {
    tables: schema.tables.map(table),
    enums: schema.enums.map((value) => ({ ...value, id: map(value.id) })),
    objects: schema.objects.map((object) => ({
      ...object, id: map(object.id), ...(object.tableId === undefined ? {} : { tableId: map(object.tableId) }),
    })),
  };
}
