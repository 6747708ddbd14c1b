import type { Column, Id, Table } from "../../model";
import type { EditCommand } from "../command";
import type { Point } from "../design";
import { encodeColumn, encodePrimaryKey, encodeTable } from "../encode";
import { primaryKeyName } from "../names";
import { writeRecord } from "../patch";
import { placeTables } from "../place-tables";
import { freeName } from "../resolve/names";
import { addRecord, done } from "./edit";
import { primaryKeyId } from "./set-primary-key";

export interface AddTable {
  readonly name?: string;
  readonly namespace?: string;
  /** Top left corner; absent: a free place. */
  readonly at?: Point;
  readonly groupId?: Id;
  /** `false`: without the first column and its primary key. */
  readonly columns?: boolean;
}

/**
 * Adds a table. Its first column is `id`, a 64-bit integer that numbers the rows by itself and is the primary key:
 * the smallest key that every target takes (SQLite makes it the row id itself).
 */
export const addTable: EditCommand<AddTable> = {
  id: "add-table",
  label: "Add table",
  icon: "table-2",
  shortcut: "T",
  menu: { appliesTo: "canvas", parameters: () => ({}) },
  run(context, { name, namespace, at, groupId, columns = true }) {
    const { schema, layout, settings } = context.design;
    const id = context.newId();
    const taken = new Set(schema.tables.filter((table) => table.namespace === namespace).map((table) => table.name));
    const chosen = freeName(name === undefined || name.trim() === "" ? "new_table" : name.trim(), taken);
    const first: Column = { id: context.newId(), name: "id", type: { kind: "int64" }, nullable: false, identity: { mode: "by default" } };
    const table: Table = {
      id, name: chosen, ...(namespace === undefined ? {} : { namespace }), columns: columns ? [first] : [], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    };
    const place = at ?? placeTables({ ...schema, tables: [...schema.tables, table] }, settings.target, layout.positions).get(id);
    const patches = [addRecord(context, id, { ...encodeTable(table), x: place?.x, y: place?.y, group: groupId }, schema.tables)];
    if (columns) {
      patches.push(addRecord(context, first.id, encodeColumn(first, id), []));
      patches.push(writeRecord(primaryKeyId(id), encodePrimaryKey({ id: primaryKeyId(id), name: primaryKeyName(table, schema), columns: [first.id] }, id)));
    }
    return done(context, patches, [id]);
  },
};
