import type { ForeignKey, Id, Schema, Table } from "../../model";

/** A table with the foreign keys that cannot be filled when its rows go in, because they close a circle. */
export interface OrderedTable {
  readonly table: Table;
  /** Set afterwards by UPDATE; their columns take NULL until then. */
  readonly later: readonly ForeignKey[];
}

/** Tables so that what a table refers to comes before it. Circles are cut where a foreign key may be NULL. */
export function tableOrder(schema: Schema): OrderedTable[] {
  const known = new Set(schema.tables.map((table) => table.id));
  const waiting = new Set(schema.tables);
  const done = new Set<Id>();
  const ordered: OrderedTable[] = [];
  const open = (table: Table): ForeignKey[] =>
    table.foreignKeys.filter((key) => key.referencedTable !== table.id && known.has(key.referencedTable) && !done.has(key.referencedTable));
  const take = (table: Table): void => {
    const selfReferences = table.foreignKeys.filter((key) => key.referencedTable === table.id && nullableColumn(table, key) !== undefined);
    ordered.push({ table, later: [...open(table), ...selfReferences] });
    waiting.delete(table);
    done.add(table.id);
  };
  while (waiting.size > 0) {
    const before = waiting.size;
    for (const table of waiting) if (open(table).length === 0) take(table);
    if (waiting.size < before) continue;
    const tables = [...waiting];
    const cut = tables.find((table) => open(table).every((key) => nullableColumn(table, key) !== undefined)) ?? tables[0];
    if (cut !== undefined) take(cut);
  }
  return ordered;
}

/** A column of the key that may be NULL, which is enough for the key to refer to nothing. */
export function nullableColumn(table: Table, key: ForeignKey): Id | undefined {
  return key.columns.find((id) => table.columns.some((column) => column.id === id && column.nullable));
}
