import type { Column, ForeignKey, Id, Table } from "../../model";
import type { EditCommand } from "../command";
import type { Point } from "../design";
import { foreignKeyName, primaryKeyName, singular } from "../names";
import { placeTables } from "../place-tables";
import { combinePatches, writeRecord } from "../patch";
import { freeName } from "../resolve/names";
import { tableRecords, withOrder } from "../to-entries";
import { done, gone, ordersAfter, refuse, tableOf } from "./edit";
import { primaryKeyId } from "./set-primary-key";

export interface AddManyToMany {
  readonly tableId: Id;
  readonly otherTableId: Id;
  readonly name?: string;
  readonly at?: Point;
}

/** Makes the junction table of a many-to-many relationship: both keys as columns, together the primary key, each a foreign key that cascades. */
export const addManyToMany: EditCommand<AddManyToMany> = {
  id: "add-many-to-many",
  label: "Add many-to-many",
  icon: "waypoints",
  menu: {
    appliesTo: "selection",
    parameters: ({ design, selection }) => {
      const [tableId, otherTableId, third] = selection.filter((id) => tableOf(design.schema, id) !== undefined);
      return tableId === undefined || otherTableId === undefined || third !== undefined ? undefined : { tableId, otherTableId };
    },
  },
  run(context, { tableId, otherTableId, name, at }) {
    const { schema, layout, settings } = context.design;
    const left = tableOf(schema, tableId);
    const right = tableOf(schema, otherTableId);
    if (left === undefined || right === undefined) return gone("table");
    const keyless = [left, right].find((table) => table.primaryKey === undefined);
    if (keyless !== undefined) return refuse("no-key-to-reference", `Table ${keyless.name} has no primary key to reference. Set it first.`);

    const id = context.newId();
    const names = new Set<string>();
    const side = (table: Table, prefix: string): readonly (readonly [Column, Id])[] =>
      (table.primaryKey?.columns ?? []).flatMap((columnId) => table.columns.find((column) => column.id === columnId) ?? []).map((target) => {
        const chosen = freeName(target.name.startsWith(`${prefix}_`) ? target.name : `${prefix}_${target.name}`, names);
        names.add(chosen);
        return [{ id: context.newId(), name: chosen, type: target.type, nullable: false }, target.id];
      });
    const leftColumns = side(left, singular(left.name));
    const rightColumns = side(right, left.id === right.id ? `related_${singular(right.name)}` : singular(right.name));
    const columns = [...leftColumns, ...rightColumns].map(([column]) => column);
    const taken = new Set(schema.tables.filter((table) => table.namespace === left.namespace).map((table) => table.name));
    const bare: Table = {
      id, name: freeName(name ?? `${singular(left.name)}_${right.name}`, taken), ...(left.namespace === undefined ? {} : { namespace: left.namespace }),
      columns, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {},
    };
    const key = (pairs: readonly (readonly [Column, Id])[], referenced: Table, other: readonly ForeignKey[]): ForeignKey => {
      const own = pairs.map(([column]) => column.id);
      return {
        id: context.newId(), name: foreignKeyName({ ...bare, foreignKeys: other }, own, schema), columns: own,
        referencedTable: referenced.id, referencedColumns: pairs.map(([, target]) => target), onDelete: "cascade", onUpdate: "no action",
      };
    };
    const first = key(leftColumns, left, []);
    const table: Table = {
      ...bare, primaryKey: { id: primaryKeyId(id), name: primaryKeyName(bare, schema), columns: columns.map((column) => column.id) },
      foreignKeys: [first, key(rightColumns, right, [first])],
    };
    const place = at ?? placeTables({ ...schema, tables: [...schema.tables, table] }, settings.target, layout.positions).get(id);
    const [own, ...members] = tableRecords(table);
    return done(context, [
      writeRecord(id, { ...own?.properties, ord: ordersAfter(context.entries, schema.tables, 1)[0], x: place?.x, y: place?.y, group: layout.groupOf.get(left.id) }),
      combinePatches(...withOrder(members).map((record) => writeRecord(record.id, record.properties))),
    ], [id]);
  },
};
