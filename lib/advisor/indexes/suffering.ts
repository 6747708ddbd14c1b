import type { Id, Table } from "../../model";
import type { IndexQuestion } from "./index-advice";

/** What suffers when no key begins with a foreign key's referencing columns, one sentence each, with rates where they are said. */
export function suffering(table: Table, foreignKeyId: Id, { schema, patterns, loads }: Pick<IndexQuestion, "schema" | "patterns" | "loads">): readonly string[] {
  const key = table.foreignKeys.find(({ id }) => id === foreignKeyId);
  const parent = schema.tables.find(({ id }) => id === key?.referencedTable);
  if (key === undefined || parent === undefined) return [];
  const rows = loads.get(table.id)?.rows;
  const all = rows === undefined ? `all of ${table.name}` : `all ${rows.toLocaleString("en-US")} rows of ${table.name}`;
  const list = (found: typeof patterns): string => found.map(({ name, rate }) => `"${name}"${rate === undefined ? "" : ` (${rate}/s)`}`).toSorted().join(", ");
  const deletes = patterns.filter(({ operation, tableId }) => operation === "delete" && tableId === parent.id);
  const joins = patterns.filter(({ tableId, joins: along = [] }) => (tableId === parent.id && along.includes(table.id)) || (tableId === table.id && along.includes(parent.id)));
  const cascade = key.onDelete === "cascade" ? "to delete what belongs to it" : key.onDelete === "set null" || key.onDelete === "set default" ? "to change what refers to it" : "to see whether anything refers to it";
  return [
    `Deleting a row of ${parent.name}, or changing its key, reads ${all} ${cascade}${deletes.length === 0 ? "" : `: ${list(deletes)}`}.`,
    ...(joins.length === 0 ? [] : [`Joins from ${parent.name} to ${table.name} read all of it: ${list(joins)}.`]),
  ];
}
