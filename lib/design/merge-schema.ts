import { nanoid } from "nanoid";
import { canonical, diffSchemas, mapIds, type Renaming } from "../diff";
import type { Id, Schema, Table } from "../model";
import { findTarget } from "../targets/registry";
import { primaryKeyId } from "./commands/set-primary-key";
import type { Design, Patch, StoredValue } from "./design";
import { encodeEnum, encodeObject } from "./encode";
import { orderKeys } from "./order";
import { combinePatches, sameValue, writeRecord, type Properties } from "./patch";
import { placeTables } from "./place-tables";
import { tableRecords, withOrder, type RecordProperties } from "./to-entries";

export interface MergeOptions {
  /** The new schema's ids are the design's own (a conversion, a Schema as JSON). Default: they mean nothing and only names pair. */
  readonly sameIds?: boolean;
  /** Whether a record that comes without a comment keeps the one it has. Default: where the target cannot store comments. */
  readonly keepComments?: boolean;
  /** Fresh ids; injected for tests. */
  readonly newId?: () => Id;
}

/**
 * The patch that turns a design's schema into another, from the text pane or a second import. What pairs by answered rename or by
 * name keeps its id, position, group and whatever refers to it; new tables get places near what they relate to; nothing else
 * of the design changes. A schema that says the same gives an empty patch.
 */
export function mergeSchema(design: Design, newSchema: Schema, renames: readonly Renaming[] = [], options: MergeOptions = {}): Patch {
  const newId = options.newId ?? nanoid;
  // Ids of an engine's catalog may equal ids of this design by accident.
  const foreign = (id: Id): Id => (options.sameIds === true ? id : `new ${id}`);
  const incoming = mapIds(newSchema, foreign);
  const { differences, matching } = diffSchemas(design.schema, incoming, { renames: renames.map(({ from, to }) => ({ from, to: foreign(to) })) });
  const ids = new Map<Id, Id>();
  const idOf = (id: Id): Id => {
    const known = ids.get(id) ?? matching.baseOf(id) ?? newId();
    ids.set(id, known);
    return known;
  };
  for (const table of incoming.tables) if (table.primaryKey !== undefined && matching.baseOf(table.primaryKey.id) === undefined) ids.set(table.primaryKey.id, primaryKeyId(idOf(table.id)));
  const goal = mapIds(incoming, idOf);

  const before = records(design.schema);
  const after = records(goal);
  const changed = new Set(differences.flatMap((difference) => (difference.verb === "add" ? [] : [difference.from.id])));
  const keepComments = options.keepComments ?? findTarget(design.settings.target)?.capabilities.comments !== true;
  const patches: Patch[] = [];
  for (const [id, properties] of after) {
    const old = before.get(id);
    if (old !== undefined) patches.push(writeRecord(id, changedProperties(old, properties, changed.has(id), keepComments)));
  }
  patches.push(addedRecords(design, goal, before));
  for (const table of goal.tables) {
    const old = design.schema.tables.find((each) => each.id === table.id);
    if (old !== undefined) patches.push(columnOrder(old, table));
  }
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const token = removed.length === 0 ? "" : newId();
  patches.push(combinePatches(...removed.map((id) => writeRecord(id, { del: token }))));
  return combinePatches(...patches);
}

function records(schema: Schema): ReadonlyMap<Id, Properties> {
  const all: RecordProperties[] = [
    ...schema.tables.flatMap((table) => tableRecords(table)),
    ...schema.enums.map((type) => ({ id: type.id, properties: encodeEnum(type) })),
    ...schema.objects.map((object) => ({ id: object.id, properties: encodeObject(object) })),
  ];
  return new Map(all.map((record) => [record.id, record.properties]));
}

/**
 * What to write of a record that is there. The diff looks through renames, so an expression that follows a rename counts as
 * unchanged there; here its text is what must change.
 */
function changedProperties(old: Properties, now: Properties, changed: boolean, keepComments: boolean): Properties {
  return Object.fromEntries(Object.entries(now).filter(([property, value]) => {
    if (property === "comment" && value === undefined && keepComments) return false;
    return expressions.has(property) ? spelling(old[property]) !== spelling(value) : changed && !sameValue(old[property], value);
  }));
}

/** Properties that are expressions or hold some. */
const expressions: ReadonlySet<string> = new Set(["def", "gen", "expr", "where", "parts", "definition"]);

/** One text for all spellings of a value that mean the same to the lexer. */
function spelling(value: StoredValue | undefined): string {
  return JSON.stringify(value ?? null, (key, each: unknown) => (typeof each === "string" && (key === "" || key === "expression") ? canonical(each) : each));
}

/** New records with places and order. `del` is cleared because a table's primary key may have lived before under its id. */
function addedRecords(design: Design, goal: Schema, before: ReadonlyMap<Id, Properties>): Patch {
  const isNew = (record: { readonly id: Id }): boolean => !before.has(record.id);
  const places = placeTables(goal, design.settings.target, design.layout.positions);
  const newTables = goal.tables.filter(isNew);
  const tableKeys = orderKeys(design.schema.tables.length + newTables.length).slice(design.schema.tables.length);
  const patches = goal.tables.flatMap((table): readonly Patch[] => {
    const [own, ...members] = tableRecords(table);
    const index = newTables.indexOf(table);
    const at = places.get(table.id);
    const self = index < 0 || own === undefined ? [] : [writeRecord(table.id, { ...own.properties, ord: tableKeys[index], x: at?.x, y: at?.y })];
    return [...self, ...withOrder(members).filter(isNew).map((record) => writeRecord(record.id, { ...record.properties, del: undefined }))];
  });
  const others = withOrder([
    ...goal.enums.map((type) => ({ id: type.id, properties: encodeEnum(type) })), ...goal.objects.map((object) => ({ id: object.id, properties: encodeObject(object) })),
  ]).filter(isNew);
  return combinePatches(...patches, ...others.map((record) => writeRecord(record.id, record.properties)));
}

/** Numbers a table's columns anew when they come in another order or with new ones among them. */
function columnOrder(old: Table, now: Table): Patch {
  const kept = new Set(now.columns.map((column) => column.id));
  const same = old.columns.filter((column) => kept.has(column.id)).map((column) => column.id).join("\n") === now.columns.map((column) => column.id).join("\n");
  if (same) return new Map();
  const keys = orderKeys(now.columns.length);
  return combinePatches(...now.columns.map((column, i) => writeRecord(column.id, { ord: keys[i] })));
}
