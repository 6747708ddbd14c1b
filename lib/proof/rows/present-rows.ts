import type { Id, Schema } from "../../model";
import type { CatalogQuery, Target } from "../../targets/target";
import { readRows } from "../row-contents";
import type { Row } from "./candidates";

/** The rows of tables that the tables to be filled refer to and that are not of them, as the engine holds them. */
export async function presentRows(schema: Schema, filling: ReadonlySet<Id>, target: Target, query: CatalogQuery): Promise<ReadonlyMap<Id, readonly Row[]>> {
  const referenced = new Set(schema.tables.filter(({ id }) => filling.has(id)).flatMap((table) => table.foreignKeys.map((key) => key.referencedTable)));
  const present = new Map<Id, readonly Row[]>();
  for (const table of schema.tables) {
    if (filling.has(table.id) || !referenced.has(table.id)) continue;
    const rows = await readRows(table, table.columns, target, query);
    present.set(table.id, rows.map((row) => new Map(table.columns.flatMap(({ id }, at) => {
      const text = row[at];
      // Engines read a quoted text as a value of the column's type.
      return typeof text === "string" ? [[id, { text, bare: false }] as const] : [];
    }))));
  }
  return present;
}
