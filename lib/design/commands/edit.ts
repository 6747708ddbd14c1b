import type { Column, Deferral, Id, Schema, Table } from "../../model";
import type { EditContext, EditResult } from "../command";
import type { Entries, Patch, StoredValue } from "../design";
import { compareOrder, orderKeys } from "../order";
import { combinePatches, withoutNoops, writeRecord, type Properties } from "../patch";
import { entryKey } from "../records";

/** The answer of a command that does something: what would change nothing is left out. */
export function done(context: EditContext, patches: readonly Patch[], select?: readonly Id[]): EditResult {
  const patch = withoutNoops(combinePatches(...patches), context.entries);
  return { ok: true, edit: { patch, ...(select === undefined ? {} : { select }) } };
}

/** The answer of a command that cannot do what it was asked; the message says why and what to do. */
export function refuse(code: string, message: string): EditResult {
  return { ok: false, diagnostic: { code, severity: "error", message } };
}

/** Somebody else may have deleted it a moment ago. */
export function gone(what: string): EditResult {
  return refuse("not-in-design", `The ${what} is no longer in the design.`);
}

export function tableOf(schema: Schema, id: Id): Table | undefined {
  return schema.tables.find((table) => table.id === id);
}

export function columnOf(schema: Schema, id: Id): { readonly table: Table; readonly column: Column } | undefined {
  for (const table of schema.tables) {
    const column = table.columns.find((each) => each.id === id);
    if (column !== undefined) return { table, column };
  }
  return undefined;
}

/** A member of a table's list, found by its id alone. */
export function memberOf<K extends "uniques" | "foreignKeys" | "checks" | "indexes">(
  schema: Schema, list: K, id: Id,
): { readonly table: Table; readonly member: Table[K][number] } | undefined {
  for (const table of schema.tables) {
    const member = table[list].find((each) => each.id === id);
    if (member !== undefined) return { table, member };
  }
  return undefined;
}

/** One property of a `set…` command: `undefined` leaves it, `null` takes it away. */
export function setting<T>(property: string, value: T | null | undefined, encode: (value: T) => StoredValue | undefined): Properties {
  return value === undefined ? {} : { [property]: value === null ? undefined : encode(value) };
}

export const asText = (value: string): StoredValue | undefined => (value.trim() === "" ? undefined : value);
export const asFlag = (value: boolean): StoredValue | undefined => value || undefined;
export const asList = (value: readonly string[]): StoredValue | undefined => (value.length === 0 ? undefined : [...value]);
export const asRecord = (value: Readonly<Record<string, string>>): StoredValue | undefined => (Object.keys(value).length === 0 ? undefined : { ...value });
export const asDeferral = (value: Deferral): StoredValue => ({ deferrable: value.deferrable, initiallyDeferred: value.initiallyDeferred });

export function orderOf(entries: Entries, id: Id): string {
  const ord = entries.get(entryKey(id, "ord"));
  return typeof ord === "string" ? ord : "";
}

/** Order keys that put `count` new records behind all of these. */
export function ordersAfter(entries: Entries, siblings: readonly { readonly id: Id }[], count: number): readonly string[] {
  const last = siblings.map((sibling) => ({ id: sibling.id, ord: orderOf(entries, sibling.id) })).toSorted(compareOrder).at(-1);
  return orderKeys(count, last === undefined || last.ord === "" ? undefined : last.ord);
}

/** A new record at the end of its siblings. */
export function addRecord(context: EditContext, id: Id, properties: Properties, siblings: readonly { readonly id: Id }[]): Patch {
  // `del` too: an id may have lived before (primary keys have the table's id in theirs).
  return writeRecord(id, { ...properties, ord: ordersAfter(context.entries, siblings, 1)[0], del: undefined });
}
