import type { Id, Table } from "../model";

/**
 * Tables so that a table comes after the ones it references, otherwise as given; foreign keys that would have to
 * look forward (cycles) are `late`. Iterative: chains of references can be as long as the schema.
 */
export function referenceOrder(tables: readonly Table[]): { readonly order: readonly Table[]; readonly late: ReadonlySet<Id> } {
  const byId = new Map(tables.map((table) => [table.id, table]));
  const order: Table[] = [];
  const state = new Map<Id, "open" | "done">();
  for (const root of tables) {
    const stack: { readonly table: Table; next: number }[] = state.has(root.id) ? [] : [{ table: root, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      state.set(top.table.id, state.get(top.table.id) ?? "open");
      const key = top.table.foreignKeys[top.next];
      top.next += 1;
      if (key === undefined) {
        state.set(top.table.id, "done");
        order.push(top.table);
        stack.pop();
        continue;
      }
      const parent = byId.get(key.referencedTable);
      if (parent !== undefined && !state.has(parent.id)) stack.push({ table: parent, next: 0 });
    }
  }
  const place = new Map(order.map((table, i) => [table.id, i]));
  const late = new Set<Id>();
  for (const table of tables) {
    for (const key of table.foreignKeys) {
      const parent = place.get(key.referencedTable);
      if (parent !== undefined && parent > (place.get(table.id) ?? 0)) late.add(key.id);
    }
  }
  return { order, late };
}
