import type { Check, ForeignKey, Id, Index, Table, UniqueKey } from "../../../model";
import type { RuleContext } from "../../target";

interface Lists {
  readonly uniques: UniqueKey;
  readonly foreignKeys: ForeignKey;
  readonly checks: Check;
  readonly indexes: Index;
}

/** The table with a member added, or put in the place of the one with its id. */
export function withMember<K extends keyof Lists>(table: Table, list: K, member: Lists[K]): Table {
  const members: readonly { readonly id: Id }[] = table[list];
  const present = members.some(({ id }) => id === member.id);
  return { ...table, [list]: present ? members.map((other) => (other.id === member.id ? member : other)) : [...members, member] };
}

/** The table without a member. */
export function withoutMember<K extends keyof Lists>(table: Table, list: K, member: Lists[K]): Table {
  const members: readonly { readonly id: Id }[] = table[list];
  return { ...table, [list]: members.filter(({ id }) => id !== member.id) };
}

/** Whether a foreign key that is there before and after stands on these columns of the table: engines keep the key that it needs. */
export function isReferenced(columns: readonly Id[], table: Table, context: RuleContext): boolean {
  const kept = new Set(context.to.tables.flatMap((other) => other.foreignKeys.map(({ id }) => id)));
  return context.from.tables.some((other) => other.foreignKeys.some((key) =>
    kept.has(key.id) && key.referencedTable === table.id && key.referencedColumns.every((id) => columns.includes(id))));
}

/** The table with all columns that either side of the change has: a key that is altered names some of both. */
export function withAllColumns(table: Table, context: RuleContext): Table {
  const later = [...context.to.tables, ...context.from.tables].filter(({ id }) => id === table.id).flatMap(({ columns }) => columns);
  const columns = new Map([...later, ...table.columns].map((column) => [column.id, column]));
  return { ...table, columns: [...columns.values()] };
}

/** Whether nothing changed but what has no place in the database. */
export function onlyComment(changed: readonly string[]): boolean {
  return changed.every((property) => property === "comment");
}
