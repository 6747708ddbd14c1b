import type { ColumnType, Id, Schema, Table } from "../../model";
import type { EditCommand, EditContext } from "../command";
import type { Design, Patch } from "../design";
import { mentions } from "../expression";
import { combinePatches, writeRecord } from "../patch";
import { entryKey, splitKey } from "../records";
import { columnOf, done } from "./edit";

/** What one deletion takes away, and what it changes of the rest. */
interface Deletion {
  /** What was asked to go: keys that lose several columns at once lose them all. */
  readonly asked: ReadonlySet<Id>;
  readonly ids: Set<Id>;
  readonly patches: Patch[];
}

/**
 * Deletes records of any kind as a database would: a table with all that belongs to it and the foreign keys that reference it;
 * a column with the keys, indexes and checks it is in (the primary key keeps its other columns); a group frees its tables;
 * columns of an enum become text. All that goes, goes as one deletion and comes back as one.
 */
export const deleteRecords: EditCommand<{ readonly ids: readonly Id[] }> = {
  id: "delete-records",
  label: "Delete",
  icon: "trash-2",
  shortcut: "Delete",
  menu: { appliesTo: "selection", parameters: ({ selection }) => (selection.length === 0 ? undefined : { ids: selection }) },
  run(context, { ids }) {
    const deletion: Deletion = { asked: new Set(ids), ids: new Set(), patches: [] };
    const tables = new Set<Id>();
    for (const id of ids) {
      const kind = context.entries.get(entryKey(id, "kind"));
      if (kind === undefined || kind === "design") continue;
      if (kind === "table") tables.add(id);
      if (kind === "column") deleteColumnOf(context.design.schema, id, deletion);
      if (kind === "group") freeTables(context.design, id, deletion);
      if (kind === "enum") retypeUsers(context.design.schema, id, deletion);
      deletion.ids.add(id);
    }
    if (tables.size > 0) deleteTables(context, tables, deletion);
    const token = context.newId();
    const writes = [...deletion.ids].filter((id) => !isDeleted(context, id)).map((id) => writeRecord(id, { del: token }));
    return done(context, [...deletion.patches, combinePatches(...writes)], []);
  },
};

/** Deletes one thing that a menu was opened on. */
function deleteOne(appliesTo: "table" | "column" | "group" | "note"): EditCommand<{ readonly id: Id }> {
  return {
    id: `delete-${appliesTo}`, label: `Delete ${appliesTo}`, icon: "trash-2",
    menu: { appliesTo, parameters: (_, target) => (target === undefined ? undefined : { id: target }) },
    run: (context, { id }) => deleteRecords.run(context, { ids: [id] }),
  };
}

export const deleteTable = deleteOne("table");
export const deleteColumn = deleteOne("column");
export const deleteGroup = deleteOne("group");
export const deleteNote = deleteOne("note");

function isDeleted(context: EditContext, id: Id): boolean {
  const del = context.entries.get(entryKey(id, "del"));
  return del !== undefined && del !== false;
}

/** Reads the entries rather than the schema: what resolve left out of it belongs to its table all the same. */
function deleteTables(context: EditContext, tables: ReadonlySet<Id>, deletion: Deletion): void {
  for (const [key, value] of context.entries) {
    if (typeof value !== "string" || !tables.has(value)) continue;
    const split = splitKey(key);
    if (split === undefined || (split.property !== "table" && split.property !== "ref")) continue;
    // An access pattern outlives its table: it says what the application wants, not what there is. That it names what is gone is a problem with fixes.
    if (context.entries.get(entryKey(split.id, "kind")) !== "pattern") deletion.ids.add(split.id);
  }
}

function deleteColumnOf(schema: Schema, id: Id, deletion: Deletion): void {
  const found = columnOf(schema, id);
  if (found === undefined) return;
  const { table, column } = found;
  const { primaryKey } = table;
  if (primaryKey?.columns.includes(id) === true) {
    const rest = primaryKey.columns.filter((each) => !deletion.asked.has(each));
    if (rest.length === 0) deletion.ids.add(primaryKey.id);
    else deletion.patches.push(writeRecord(primaryKey.id, { cols: rest }));
  }
  for (const key of table.uniques) if (key.columns.includes(id)) deletion.ids.add(key.id);
  for (const check of table.checks) if (mentions(check.expression, column.name)) deletion.ids.add(check.id);
  for (const index of table.indexes) {
    const named = index.parts.some((part) => part.column === id || (part.expression !== undefined && mentions(part.expression, column.name)));
    if (named || (index.where !== undefined && mentions(index.where, column.name))) deletion.ids.add(index.id);
  }
  for (const other of schema.tables) {
    for (const key of other.foreignKeys) {
      const own = other.id === table.id && key.columns.includes(id);
      if (own || (key.referencedTable === table.id && key.referencedColumns.includes(id))) deletion.ids.add(key.id);
    }
  }
  takeFromIncludes(table, deletion);
}

function takeFromIncludes(table: Table, deletion: Deletion): void {
  for (const key of [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques, ...table.indexes]) {
    const rest = key.include?.filter((each) => !deletion.asked.has(each));
    if (rest !== undefined && rest.length !== key.include?.length) deletion.patches.push(writeRecord(key.id, { incl: rest.length === 0 ? undefined : rest }));
  }
}

function freeTables(design: Design, group: Id, deletion: Deletion): void {
  for (const [table, owner] of design.layout.groupOf) if (owner === group) deletion.patches.push(writeRecord(table, { group: undefined }));
}

function retypeUsers(schema: Schema, enumId: Id, deletion: Deletion): void {
  const without = (type: ColumnType): ColumnType =>
    type.kind === "enum" && type.enumId === enumId ? { kind: "text" } : type.kind === "array" ? { kind: "array", of: without(type.of) } : type;
  for (const table of schema.tables) {
    for (const column of table.columns) {
      const type = without(column.type);
      if (JSON.stringify(type) !== JSON.stringify(column.type)) deletion.patches.push(writeRecord(column.id, { type: { ...type } }));
    }
  }
}
