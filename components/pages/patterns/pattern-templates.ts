import type { AccessPattern, Id, Table } from "@/lib/model";
import type { Target } from "@/lib/targets/target";

/** A pattern ready to be added: what follows from the table is said, rates and latencies are not. */
export type PatternDraft = Omit<AccessPattern, "id"> & { readonly tableId: Id };

/** The everyday reads and writes of a table: by its key, by each foreign key, newest first, insert, update, delete. */
export function patternTemplates(table: Table, target: Target): readonly PatternDraft[] {
  const name = (id: string) => target.quote(table.columns.find((column) => column.id === id)?.name ?? "?");
  const own = table.namespace === undefined ? target.quote(table.name) : `${target.quote(table.namespace)}.${target.quote(table.name)}`;
  const noun = table.name.replaceAll("_", " ");
  const base = { tableId: table.id, adHoc: false } as const;
  const where = (ids: readonly string[], first: number) => ids.map((id, i) => `${name(id)} = $${first + i}`).join(" AND ");
  const key = table.primaryKey?.columns ?? [];
  const keyNames = key.map((id) => table.columns.find((column) => column.id === id)?.name ?? "?").join(" and ");
  const written = table.columns.filter((column) => column.identity === undefined && column.generated === undefined);
  const settable = written.filter((column) => !key.includes(column.id));
  const newest = table.columns.find((column) => (column.type.kind === "timestamptz" || column.type.kind === "timestamp") && /creat|placed|at$|time|date/i.test(column.name));
  return [
    ...(key.length === 0 ? [] : [{ ...base, operation: "get" as const, name: `Get one of ${noun} by ${keyNames}`, query: `SELECT * FROM ${own} WHERE ${where(key, 1)}`, expectedPerformance: "Primary key lookup", equality: key, items: 1 }]),
    ...table.foreignKeys.map((foreignKey) => ({
      ...base, operation: "list" as const, name: `List ${noun} by ${foreignKey.columns.map((id) => table.columns.find((column) => column.id === id)?.name ?? "?").join(" and ")}`,
      query: `SELECT * FROM ${own} WHERE ${where(foreignKey.columns, 1)}`, equality: foreignKey.columns,
    })),
    ...(newest === undefined ? [] : [{ ...base, operation: "list" as const, name: `List the newest ${noun}`, query: `SELECT * FROM ${own} ORDER BY ${name(newest.id)} DESC LIMIT 50`, sort: [{ column: newest.id, order: "desc" as const }], items: 50 }]),
    { ...base, operation: "insert", name: `Insert into ${noun}`, query: `INSERT INTO ${own} (${written.map((column) => target.quote(column.name)).join(", ")}) VALUES (${written.map((_, i) => `$${i + 1}`).join(", ")})`, items: 1 },
    ...(key.length === 0 || settable[0] === undefined ? [] : [{ ...base, operation: "update" as const, name: `Update one of ${noun}`, query: `UPDATE ${own} SET ${name(settable[0].id)} = $1 WHERE ${where(key, 2)}`, equality: key, items: 1 }]),
    ...(key.length === 0 ? [] : [{ ...base, operation: "delete" as const, name: `Delete one of ${noun}`, query: `DELETE FROM ${own} WHERE ${where(key, 1)}`, equality: key, items: 1 }]),
  ];
}
