import type { AccessPattern, Id, Schema, TechnologyId } from "../model";

export const storeRoles = ["search index", "cache", "time series", "analytics", "graph", "copy"] as const;
export type StoreRole = (typeof storeRoles)[number];

/** Another technology that some of the tables live in too: a derived copy with its own files. The design's own technology stays the system of record. */
export interface SecondStore {
  readonly id: Id;
  readonly target: TechnologyId;
  readonly version: string;
  readonly role: StoreRole;
  readonly tables: readonly Id[];
  /** How the copy is kept in step with the system of record, in the team's words. */
  readonly sync: string;
  /** What the team decided about the shape in its technology: option by choice, by the id it is about. */
  readonly choices: Readonly<Record<Id, Readonly<Record<string, string>>>>;
}

/** The folder of a store's files among the design's migrations, with a slash at its end; `all` are the design's stores, of which two may be of one technology. */
export function storeFolder(store: SecondStore, all: readonly SecondStore[]): string {
  const same = all.filter(({ target }) => target === store.target);
  const place = same.findIndex(({ id }) => id === store.id);
  return `${storesFolder}${store.target}${place <= 0 ? "" : `-${place + 1}`}/`;
}

/** Where files of second stores lie among the migrations. */
export const storesFolder = "stores/";

/** The part of the entities that a store holds: its tables, and of their references those among them. */
export function partOf(schema: Schema, tables: readonly Id[]): Schema {
  const held = new Set(tables);
  return {
    ...schema, objects: [],
    tables: schema.tables.filter(({ id }) => held.has(id)).map((table) => ({ ...table, foreignKeys: table.foreignKeys.filter(({ referencedTable }) => held.has(referencedTable)) })),
  };
}

/** The access patterns that a store can be asked: they start from one of its tables, and read along only what it holds. */
export function patternsOf(patterns: readonly AccessPattern[], tables: readonly Id[]): readonly AccessPattern[] {
  const held = new Set(tables);
  return patterns.filter(({ tableId, joins = [] }) => tableId !== undefined && held.has(tableId) && joins.every((join) => held.has(join)));
}
