import { sameType, type Column, type ForeignKey, type Id, type Table } from "../../model";
import type { EditCommand, EditContext, EditResult } from "../command";
import type { Patch } from "../design";
import { encodeColumn, encodeForeignKey } from "../encode";
import { foreignKeyName, singular } from "../names";
import { writeRecord } from "../patch";
import { freeName } from "../resolve/names";
import { addRecord, done, gone, ordersAfter, refuse, tableOf } from "./edit";

export interface Connect {
  readonly from: { readonly tableId: Id; readonly columnId?: Id };
  readonly to: { readonly tableId: Id; readonly columnId?: Id };
}

/**
 * Makes a foreign key from a drag. Between two columns the one in a key is referenced, whichever way the hand moved (both keys: the one
 * dropped on). Dropped on a table, a key column is referenced by a new column there, and any other column references that table's key.
 * A composite key is referenced whole: fitting columns are found by name and type, and made where there are none.
 */
export const connect: EditCommand<Connect> = {
  id: "connect",
  label: "Connect",
  icon: "link-2",
  run(context, { from, to }) {
    const { schema } = context.design;
    const a = tableOf(schema, from.tableId);
    const b = tableOf(schema, to.tableId);
    if (a === undefined || b === undefined) return gone("table");
    const fromKey = from.columnId === undefined ? undefined : keyWith(a, from.columnId);
    const toKey = to.columnId === undefined ? undefined : keyWith(b, to.columnId);
    if (to.columnId !== undefined && toKey !== undefined) return makeKey(context, a, from.columnId, b, toKey, to.columnId);
    if (from.columnId !== undefined && fromKey !== undefined && (to.columnId !== undefined || !isSelfReference(a, b))) return makeKey(context, b, to.columnId, a, fromKey, from.columnId);
    if (to.columnId !== undefined) return refuse("no-key-to-reference", `Neither column is in a primary or unique key. Make one of them a key of its table first.`);
    const key = b.primaryKey?.columns ?? b.uniques[0]?.columns;
    if (key === undefined) return refuse("no-key-to-reference", `Table ${b.name} has no primary or unique key to reference. Set its primary key first.`);
    const partner = from.columnId === undefined || key.includes(from.columnId) && a.id === b.id ? undefined : from.columnId;
    return makeKey(context, a, partner, b, key, bestPartner(a, partner, b, key));
  },
};

const isSelfReference = (a: Table, b: Table): boolean => a.id === b.id;

/** The columns of the primary or unique key that holds a column; a single-column key before a composite one. */
function keyWith(table: Table, columnId: Id): readonly Id[] | undefined {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map((key) => key.columns)].filter((key) => key.includes(columnId));
  return keys.toSorted((x, y) => x.length - y.length)[0];
}

/** Of a key's columns the one a given column is meant for: by type and name, else the last. */
function bestPartner(table: Table, columnId: Id | undefined, referenced: Table, key: readonly Id[]): Id | undefined {
  const column = table.columns.find((each) => each.id === columnId);
  if (column === undefined) return undefined;
  const candidates = key.flatMap((id) => referenced.columns.find((each) => each.id === id) ?? []);
  const byName = candidates.find((each) => column.name === each.name || column.name.endsWith(`_${each.name}`));
  return (byName ?? candidates.find((each) => sameType(each.type, column.type)) ?? candidates.at(-1))?.id;
}

function makeKey(
  context: EditContext, table: Table, columnId: Id | undefined, referenced: Table, key: readonly Id[], referencedColumnId: Id | undefined,
): EditResult {
  const pairs = pairColumns(context, table, columnId, referenced, key, referencedColumnId);
  const columns = pairs.columns.map((column) => column.id);
  const exists = table.foreignKeys.some((each) => each.referencedTable === referenced.id && each.columns.join() === columns.join() && each.referencedColumns.join() === key.join());
  if (exists) return refuse("foreign-key-exists", `Table ${table.name} already has this foreign key.`);
  const whole = { ...table, columns: [...table.columns, ...pairs.made] };
  const foreignKey: ForeignKey = {
    id: context.newId(), name: foreignKeyName(whole, columns, context.design.schema), columns, referencedTable: referenced.id, referencedColumns: key, onDelete: "no action", onUpdate: "no action",
  };
  const orders = ordersAfter(context.entries, table.columns, pairs.made.length);
  const made: readonly Patch[] = pairs.made.map((column, i) => writeRecord(column.id, { ...encodeColumn(column, table.id), ord: orders[i] }));
  return done(context, [...made, addRecord(context, foreignKey.id, encodeForeignKey(foreignKey, table.id), table.foreignKeys)], [foreignKey.id]);
}

/** For each column of the referenced key the column that references it, found or made. */
function pairColumns(
  context: EditContext, table: Table, columnId: Id | undefined, referenced: Table, key: readonly Id[], referencedColumnId: Id | undefined,
): { readonly columns: readonly Column[]; readonly made: readonly Column[] } {
  const made: Column[] = [];
  const used = new Set<Id>(columnId === undefined ? [] : [columnId]);
  const columns = key.map((id) => {
    const target = referenced.columns.find((column) => column.id === id);
    if (target === undefined) throw new Error(`Key of ${referenced.name} names a column that is not in it`);
    const given = columnId !== undefined && id === referencedColumnId ? table.columns.find((column) => column.id === columnId) : undefined;
    // A single reference always gets a column of its own; the further pairs of a composite key may share what is there.
    const found = given ?? (key.length > 1 ? fitting(table, referenced, target, used) : undefined);
    const column = found ?? newColumn(context, table, referenced, target, made);
    used.add(column.id);
    if (found === undefined) made.push(column);
    return column;
  });
  return { columns, made };
}

function fitting(table: Table, referenced: Table, target: Column, used: ReadonlySet<Id>): Column | undefined {
  if (table.id === referenced.id) return undefined;
  // What numbers the table's own rows is never what references another's.
  const own = (column: Column): boolean => column.identity !== undefined || (table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.id);
  const names = [`${singular(referenced.name)}_${target.name}`, target.name];
  return names.flatMap((name) => table.columns.filter((column) => column.name === name && sameType(column.type, target.type) && !used.has(column.id) && !own(column)))[0];
}

function newColumn(context: EditContext, table: Table, referenced: Table, target: Column, made: readonly Column[]): Column {
  const self = table.id === referenced.id;
  const prefix = self ? "parent" : singular(referenced.name);
  const name = target.name.startsWith(`${prefix}_`) ? target.name : `${prefix}_${target.name}`;
  return {
    id: context.newId(), name: freeName(name, new Set([...table.columns, ...made].map((column) => column.name))), type: target.type,
    // The first row of a table that references itself has nothing to reference.
    nullable: self, ...(target.collation === undefined ? {} : { collation: target.collation }),
  };
}
