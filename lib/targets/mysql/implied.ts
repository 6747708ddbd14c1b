import type { Id, Table } from "../../model";
import { columnNames } from "../target";
import { sameName, quote } from "./lexical";
import { foreignKeyName } from "./names";

/**
 * InnoDB wants an index that begins with the columns of a foreign key, and makes one under the key's name when there is none; it
 * drops it again when another serves. An AUTO_INCREMENT column must begin some key. The model names neither, so they are implied by
 * what it has: here they are added and dropped together with the keys that make them needless, in one ALTER TABLE.
 */
export interface ImpliedKey {
  readonly name: string;
  readonly columns: readonly Id[];
  readonly unique: boolean;
}

const numbering = "auto_key_";

/** The keys a table has besides those of the model. */
export function impliedKeys(table: Table): readonly ImpliedKey[] {
  const implied: ImpliedKey[] = [];
  for (const key of table.foreignKeys) {
    const covered = [...keyColumns(table), ...implied.map(({ columns }) => columns)].some((columns) => key.columns.every((id, i) => columns[i] === id));
    if (!covered) implied.push({ name: foreignKeyName(key, table), columns: key.columns, unique: false });
  }
  for (const column of table.columns) {
    const covered = [...keyColumns(table), ...implied.map(({ columns }) => columns)].some(([first]) => first === column.id);
    if (column.identity !== undefined && !covered) implied.push({ name: `${numbering}${column.name}`.slice(0, 64), columns: [column.id], unique: true });
  }
  return implied;
}

/** Columns of the model's keys that serve a foreign key: whole columns only, from the first on. */
function keyColumns(table: Table): (readonly Id[])[] {
  const indexes = table.indexes.filter(({ method }) => method !== "fulltext" && method !== "spatial" && method !== "hash").map((index) => {
    const prefixes = index.options?.["prefix"]?.split(",") ?? [];
    const end = index.parts.findIndex((part, i) => part.column === undefined || (prefixes[i] ?? "-") !== "-");
    return index.parts.slice(0, end < 0 ? index.parts.length : end).flatMap((part) => part.column ?? []);
  });
  return [...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map((key) => key.columns), ...indexes];
}

/** Clauses of an ALTER TABLE that turn the implied keys of one state of a table into those of the other. */
export function impliedChanges(before: Table, after: Table): readonly string[] {
  const [from, to] = [impliedKeys(before), impliedKeys(after)];
  const same = (a: ImpliedKey, b: ImpliedKey): boolean => sameName(a.name, b.name) && a.columns.join() === b.columns.join();
  return [
    ...from.filter((key) => !to.some((other) => same(key, other))).map((key) => `DROP INDEX ${quote(key.name)}`),
    ...to.filter((key) => !from.some((other) => same(key, other))).map((key) => `ADD ${impliedClause(key, after)}`),
  ];
}

/**
 * Clauses that make plain indexes the engine may have made for a foreign key into ones of their own, which it does not drop when
 * another serves: those of exactly the columns of `keys`. The model has them, so they are to stay.
 */
export function madeExplicit(table: Table, keys: readonly (readonly Id[])[]): readonly string[] {
  return table.indexes.flatMap((index) => {
    const plain = !index.unique && index.method === undefined && index.options === undefined && index.comment === undefined && index.parts.every(({ order }) => order === undefined);
    const columns = index.parts.map(({ column }) => column ?? "");
    if (!plain || !keys.some((key) => key.join() === columns.join())) return [];
    return [`DROP INDEX ${quote(index.name)}`, `ADD ${impliedClause({ name: index.name, columns, unique: false }, table)}`];
  });
}

/** The key as it stands in CREATE TABLE. */
export function impliedClause(key: ImpliedKey, table: Table): string {
  return `${key.unique ? "UNIQUE " : ""}INDEX ${quote(key.name)} (${columnNames(table, key.columns).map(quote).join(", ")})`;
}
