import type { ForeignKey, Id, Table } from "../../model";

/** The columns that tell a table's rows apart: its primary key, or the first unique key whose columns are all required; none where it has neither. */
export function identity(table: Table): readonly Id[] {
  if (table.primaryKey !== undefined && table.primaryKey.columns.length > 0) return table.primaryKey.columns;
  return table.uniques.find(({ columns }) => columns.every((id) => table.columns.find((column) => column.id === id)?.nullable === false))?.columns ?? [];
}

/** How rows of `table` are found from rows of `from`: as its children by their foreign key, or as its parent by the key that is referred to. */
export function connection(table: Table, from: Table): { readonly key: ForeignKey; readonly equality: readonly Id[]; readonly kind: "children" | "parent" } | undefined {
  const down = table.foreignKeys.find(({ referencedTable }) => referencedTable === from.id);
  if (down !== undefined) return { key: down, equality: down.columns, kind: "children" };
  const up = from.foreignKeys.find(({ referencedTable }) => referencedTable === table.id);
  return up === undefined ? undefined : { key: up, equality: up.referencedColumns, kind: "parent" };
}

export function hasColumn(table: Table, column: Id): boolean {
  return table.columns.some(({ id }) => id === column);
}
