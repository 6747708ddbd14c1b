import { mapIds } from "../../diff/map-ids";
import type { EnumType, Id, Schema, Table } from "../../model";
import { copySelection, type ClipboardPayload } from "../clipboard";
import type { EditCommand, EditContext } from "../command";
import type { Design, Patch, Point } from "../design";
import { encodeEnum, encodeLoad, encodeNote, encodeTable } from "../encode";
import { combinePatches, writeRecord } from "../patch";
import { resolve } from "../resolve";
import { freeName } from "../resolve/names";
import { tableRecords, withOrder } from "../to-entries";
import { done, ordersAfter, refuse, tableOf } from "./edit";

export interface Paste {
  readonly payload: ClipboardPayload;
  /** Top left corner of what is pasted; absent: a little beside where it was. */
  readonly at?: Point;
}

/**
 * Pastes tables and notes, from this design or another, under new ids. Names that are taken get a number; enums that are there are used;
 * foreign keys to tables that were not copied stay where such a table is (same id, or same name and columns), else are left out.
 */
export const paste: EditCommand<Paste> = {
  id: "paste",
  label: "Paste",
  icon: "clipboard-paste",
  shortcut: "Mod+V",
  run(context, { payload, at }) {
    const source = resolve(new Map(Object.entries(payload.entries))).design;
    const stubs = new Set(payload.referenced);
    const copied = source.schema.tables.filter((table) => !stubs.has(table.id));
    if (copied.length === 0 && source.layout.notes.length === 0) return refuse("nothing-to-paste", "The clipboard holds no tables or notes of a design.");
    const ids = new IdMap(context, source.schema, stubs);
    const enums = matchEnums(context, source.schema.enums, ids);
    const mapped = mapIds({ ...source.schema, tables: copied.map((table) => withoutLostKeys(table, ids)), enums }, (id) => ids.of(id));
    const tables = freeNames(mapped.tables, context.design.schema);
    const shift = shiftOf(source, copied, at);
    const place = (old: Point): Point => ({ x: Math.round(old.x + shift.x), y: Math.round(old.y + shift.y) });

    const orders = ordersAfter(context.entries, context.design.schema.tables, tables.length);
    const groups = new Set(context.design.layout.groups.map((group) => group.id));
    const patches = tables.flatMap((table, i): readonly Patch[] => {
      const old = copied[i];
      const position = old === undefined ? undefined : source.layout.positions.get(old.id);
      const group = old === undefined ? undefined : sourceGroup(payload, old.id);
      const spot = place(position ?? { x: i * 40, y: i * 40 });
      const own = { ...encodeTable(table), ...encodeLoad(old === undefined ? {} : source.loads.get(old.id) ?? {}), ord: orders[i], x: spot.x, y: spot.y, group: group !== undefined && groups.has(group) ? group : undefined };
      return [writeRecord(table.id, own), ...withOrder(tableRecords(table).slice(1)).map((record) => writeRecord(record.id, record.properties))];
    });
    const notes = source.layout.notes.map((note) => ({ ...note, id: context.newId(), at: place(note.at) }));
    const fresh = withOrder([
      ...mapped.enums.map((type) => ({ id: type.id, properties: encodeEnum(type) })), ...notes.map((note) => ({ id: note.id, properties: encodeNote(note) })),
    ]);
    return done(context, [...patches, combinePatches(...fresh.map((record) => writeRecord(record.id, record.properties)))], [...tables, ...notes].map((each) => each.id));
  },
};

/** Duplicates tables in place, a little beside the originals. */
export const duplicateTables: EditCommand<{ readonly tableIds: readonly Id[]; readonly offset?: Point }> = {
  id: "duplicate-tables",
  label: "Duplicate",
  icon: "copy-plus",
  shortcut: "Mod+D",
  menu: {
    appliesTo: "selection",
    parameters: ({ design, selection }) => {
      const tableIds = selection.filter((id) => tableOf(design.schema, id) !== undefined);
      return tableIds.length === 0 ? undefined : { tableIds };
    },
  },
  run(context, { tableIds, offset }) {
    const { positions } = context.design.layout;
    const corner = cornerOf(tableIds.flatMap((id) => positions.get(id) ?? []));
    const at = offset === undefined || corner === undefined ? {} : { at: { x: corner.x + offset.x, y: corner.y + offset.y } };
    return paste.run(context, { payload: copySelection(context.design, tableIds), ...at });
  },
};

/** New ids for what is pasted; ids of the design for what it already has. */
class IdMap {
  private readonly known = new Map<Id, Id>();
  private readonly lost = new Set<Id>();

  constructor(private readonly context: EditContext, source: Schema, stubs: ReadonlySet<Id>) {
    for (const stub of source.tables.filter((table) => stubs.has(table.id))) {
      const { tables } = context.design.schema;
      const match = tables.find((table) => table.id === stub.id) ?? tables.find((table) => table.name === stub.name && table.namespace === stub.namespace);
      const columns = stub.columns.map((column) => [column.id, match?.columns.find((each) => each.id === column.id) ?? match?.columns.find((each) => each.name === column.name)] as const);
      if (match === undefined || columns.some(([, column]) => column === undefined)) this.lost.add(stub.id);
      else {
        this.known.set(stub.id, match.id);
        for (const [id, column] of columns) if (column !== undefined) this.known.set(id, column.id);
      }
    }
  }

  set(from: Id, to: Id): void {
    this.known.set(from, to);
  }

  isLost(tableId: Id): boolean {
    return this.lost.has(tableId);
  }

  of(id: Id): Id {
    const known = this.known.get(id) ?? this.context.newId();
    this.known.set(id, known);
    return known;
  }
}

function withoutLostKeys(table: Table, ids: IdMap): Table {
  return { ...table, foreignKeys: table.foreignKeys.filter((key) => !ids.isLost(key.referencedTable)) };
}

/** Enums that the design has under the same name with the same values are used; the rest are to be made, under free names. */
function matchEnums(context: EditContext, copied: readonly EnumType[], ids: IdMap): readonly EnumType[] {
  const taken = new Set(context.design.schema.enums.map((type) => type.name));
  return copied.flatMap((type) => {
    const same = context.design.schema.enums.find((each) => each.name === type.name && each.values.join("\0") === type.values.join("\0"));
    if (same !== undefined) {
      ids.set(type.id, same.id);
      return [];
    }
    const name = freeName(type.name, taken);
    taken.add(name);
    return [{ ...type, name }];
  });
}

/** Free names for tables, and for constraints and indexes, whose names start with their table's. */
function freeNames(tables: readonly Table[], schema: Schema): readonly Table[] {
  const tableNames = new Set(schema.tables.map((table) => table.name));
  const taken = new Set(schema.tables.flatMap((table) =>
    [...table.indexes, ...table.uniques, ...table.checks, ...table.foreignKeys, ...(table.primaryKey === undefined ? [] : [table.primaryKey])].flatMap((member) => member.name ?? [])));
  return tables.map((table) => {
    const name = freeName(table.name, tableNames);
    tableNames.add(name);
    const rename = (old: string): string => {
      const free = freeName(old.startsWith(table.name) ? name + old.slice(table.name.length) : old, taken);
      taken.add(free);
      return free;
    };
    const member = <T extends { readonly name?: string }>(value: T): T => (value.name === undefined ? value : { ...value, name: rename(value.name) });
    return {
      ...table, name, uniques: table.uniques.map(member), checks: table.checks.map(member), foreignKeys: table.foreignKeys.map(member),
      indexes: table.indexes.map((index) => ({ ...index, name: rename(index.name) })), ...(table.primaryKey === undefined ? {} : { primaryKey: member(table.primaryKey) }),
    };
  });
}

function cornerOf(points: readonly Point[]): Point | undefined {
  return points.length === 0 ? undefined : { x: Math.min(...points.map((at) => at.x)), y: Math.min(...points.map((at) => at.y)) };
}

function shiftOf(source: Design, copied: readonly Table[], at: Point | undefined): Point {
  const corner = cornerOf([...copied.flatMap((table) => source.layout.positions.get(table.id) ?? []), ...source.layout.notes.map((note) => note.at)]);
  return at === undefined || corner === undefined ? { x: 40, y: 40 } : { x: at.x - corner.x, y: at.y - corner.y };
}

function sourceGroup(payload: ClipboardPayload, tableId: Id): Id | undefined {
  const group = payload.entries[`${tableId}|group`];
  return typeof group === "string" ? group : undefined;
}
