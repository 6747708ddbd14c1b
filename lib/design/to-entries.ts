import type { AccessPattern, Id, Schema, Table, TableLoad } from "../model";
import type { DesignSettings, Entries, Layout, StoredValue, WorkloadAnswer } from "./design";
import {
  answerProperty, encodeCheck, encodeColumn, encodeEnum, encodeForeignKey, encodeGroup, encodeIndex, encodeLoad, encodeNote, encodeObject, encodePattern, encodePrimaryKey, encodeSettings, encodeTable, encodeUnique,
} from "./encode";
import { orderKeys } from "./order";
import type { Properties } from "./patch";
import { designRecordId, entryKey } from "./records";

/** One record to be written, without order. */
export interface RecordProperties {
  readonly id: Id;
  readonly properties: Properties;
}

/** The records of a table and all that belongs to it, in the order in which they are to stand. */
export function tableRecords(table: Table): readonly RecordProperties[] {
  return [
    { id: table.id, properties: encodeTable(table) },
    ...table.columns.map((column) => ({ id: column.id, properties: encodeColumn(column, table.id) })),
    ...(table.primaryKey === undefined ? [] : [{ id: table.primaryKey.id, properties: encodePrimaryKey(table.primaryKey, table.id) }]),
    ...table.uniques.map((key) => ({ id: key.id, properties: encodeUnique(key, table.id) })),
    ...table.foreignKeys.map((key) => ({ id: key.id, properties: encodeForeignKey(key, table.id) })),
    ...table.checks.map((check) => ({ id: check.id, properties: encodeCheck(check, table.id) })),
    ...table.indexes.map((index) => ({ id: index.id, properties: encodeIndex(index, table.id) })),
  ];
}

/** Gives order to each of a table's kinds of member separately. */
export function withOrder(records: readonly RecordProperties[]): readonly RecordProperties[] {
  const byKind = new Map<StoredValue | undefined, RecordProperties[]>();
  for (const record of records) {
    const kind = record.properties["kind"];
    const same = byKind.get(kind);
    if (same === undefined) byKind.set(kind, [record]);
    else same.push(record);
  }
  return [...byKind.values()].flatMap((same) => {
    const keys = orderKeys(same.length);
    return same.map((record, i) => ({ id: record.id, properties: { ...record.properties, ord: keys[i] ?? "" } }));
  });
}

/** A whole schema as entries, for imports and templates. Ids are taken as they are. */
export function toEntries(...whole: Parameters<typeof listEntries>): Entries {
  return new Map(listEntries(...whole));
}

/** The same as a list, without the time that a map of its sixty thousand keys takes; each key once, as long as each id is of one record. */
export function listEntries(
  schema: Schema,
  layout?: Partial<Layout>,
  settings?: Partial<DesignSettings> & { readonly name?: string },
  patterns: readonly AccessPattern[] = [],
  { loads, workload }: { readonly loads?: ReadonlyMap<Id, TableLoad>; readonly workload?: ReadonlyMap<string, WorkloadAnswer> } = {},
): readonly (readonly [string, StoredValue])[] {
  const entries: [string, StoredValue][] = [];
  const write = (record: RecordProperties): void => {
    for (const [property, value] of Object.entries(record.properties)) if (value !== undefined) entries.push([entryKey(record.id, property), value]);
  };
  if (settings !== undefined) write({ id: designRecordId, properties: encodeSettings(settings) });
  if (workload !== undefined) write({ id: designRecordId, properties: Object.fromEntries([...workload].map(([attribute, answer]) => [answerProperty(attribute), answer])) });
  const tableKeys = orderKeys(schema.tables.length);
  schema.tables.forEach((table, i) => {
    const [own, ...members] = tableRecords(table);
    const at = layout?.positions?.get(table.id);
    if (own !== undefined) write({ id: own.id, properties: { ...own.properties, ord: tableKeys[i], x: at?.x, y: at?.y, group: layout?.groupOf?.get(table.id), ...encodeLoad(loads?.get(table.id) ?? {}) } });
    withOrder(members).forEach(write);
  });
  withOrder([
    ...schema.enums.map((type) => ({ id: type.id, properties: encodeEnum(type) })),
    ...schema.objects.map((object) => ({ id: object.id, properties: encodeObject(object) })),
    ...(layout?.groups ?? []).map((group) => ({ id: group.id, properties: encodeGroup(group) })),
    ...(layout?.notes ?? []).map((note) => ({ id: note.id, properties: encodeNote(note) })),
    ...patterns.map((pattern) => ({ id: pattern.id, properties: encodePattern(pattern) })),
  ]).forEach(write);
  return entries;
}
