import type { EnumType, Id, Schema, SchemaObject, Table } from "../model";

/** The table with an id. Throws when it is not there: operations are ordered so that it is. */
export function tableOf(schema: Schema, id: Id): Table {
  const table = schema.tables.find((candidate) => candidate.id === id);
  if (table === undefined) throw new Error(`No table with id ${id}`);
  return table;
}

/** The schema with one table changed. */
export function changeTable(schema: Schema, id: Id, change: (table: Table) => Table): Schema {
  const at = schema.tables.findIndex((table) => table.id === id);
  const table = schema.tables[at];
  if (table === undefined) throw new Error(`No table with id ${id}`);
  return { ...schema, tables: schema.tables.with(at, change(table)) };
}

export function withoutTable(schema: Schema, id: Id): Schema {
  return { ...schema, tables: schema.tables.filter((table) => table.id !== id) };
}

/** Adds the enum, or puts it in the place of the one with its id. */
export function withEnum(schema: Schema, type: EnumType): Schema {
  return { ...schema, enums: withRecord(schema.enums, type) };
}

/** Adds the object, or puts it in the place of the one with its id. */
export function withObject(schema: Schema, object: SchemaObject): Schema {
  return { ...schema, objects: withRecord(schema.objects, object) };
}

/** The list with a record added, or put in the place of the one with its id. */
export function withRecord<T extends { readonly id: Id }>(list: readonly T[], record: T): readonly T[] {
  const at = list.findIndex((other) => other.id === record.id);
  return at < 0 ? [...list, record] : list.with(at, record);
}

export function withoutRecord<T extends { readonly id: Id }>(list: readonly T[], id: Id): readonly T[] {
  return list.filter((record) => record.id !== id);
}
