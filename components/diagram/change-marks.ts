import type { ChangeMark, DiagramMarks } from "@/lib/export/diagram";
import type { Column, Id, Table } from "@/lib/model";
import type { Pending } from "@/lib/design/pending";

/** The pending changes as marks on tables, columns and relations, and as ghosts of what is gone. `only`: one kind of mark. */
export function marksOf(pending: Pick<Pending, "base" | "plan">, only?: ChangeMark): { readonly marks: DiagramMarks; readonly counts: Readonly<Record<ChangeMark, number>> } {
  const of = new Map<Id, ChangeMark>();
  const removedTables: Table[] = [];
  const removedColumns = new Map<Id, Column[]>();
  const baseTables = new Map(pending.base.tables.map((table) => [table.id, table]));
  const baseColumns = new Map(pending.base.tables.flatMap((table) => table.columns.map((column) => [column.id, column] as const)));
  const counts: Record<ChangeMark, number> = { added: 0, changed: 0, removed: 0 };
  const touch = (id: Id | undefined) => { if (id !== undefined && !of.has(id)) of.set(id, "changed"); };
  // Tables first, so that what happens inside an added table does not make it a changed one.
  for (const change of pending.plan.changes.toSorted((a, b) => Number(b.kind === "table") - Number(a.kind === "table"))) {
    const mark: ChangeMark = change.verb === "add" ? "added" : change.verb === "drop" ? "removed" : "changed";
    counts[mark] += 1;
    if (only !== undefined && only !== mark) continue;
    if (change.verb === "drop") {
      const table = change.kind === "table" && change.from !== undefined ? baseTables.get(change.from) : undefined;
      const column = change.kind === "column" && change.from !== undefined ? baseColumns.get(change.from) : undefined;
      if (table !== undefined) { removedTables.push(table); of.set(table.id, "removed"); continue; }
      if (column !== undefined && change.tableId !== undefined) {
        removedColumns.set(change.tableId, [...(removedColumns.get(change.tableId) ?? []), column]);
        of.set(column.id, "removed");
      }
      touch(change.tableId);
      continue;
    }
    if (change.to !== undefined) of.set(change.to, mark);
    touch(change.tableId);
  }
  return { marks: { of, removedTables, removedColumns }, counts };
}
