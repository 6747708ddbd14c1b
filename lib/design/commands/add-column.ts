import type { Column, ColumnType, Id } from "../../model";
import type { EditCommand } from "../command";
import { encodeColumn } from "../encode";
import { combinePatches } from "../patch";
import { freeName } from "../resolve/names";
import { addRecord, done, gone, tableOf } from "./edit";
import { orderAt } from "./move-column";

export interface AddColumn {
  readonly tableId: Id;
  readonly name?: string;
  /** Default text. */
  readonly type?: ColumnType;
  /** Default false. */
  readonly nullable?: boolean;
  readonly default?: string;
  /** Column it stands behind; absent: at the end. */
  readonly after?: Id;
}

/** Adds a column to a table. */
export const addColumn: EditCommand<AddColumn> = {
  id: "add-column",
  label: "Add column",
  icon: "between-horizontal-end",
  shortcut: "C",
  menu: { appliesTo: "table", parameters: (_, target) => (target === undefined ? undefined : { tableId: target }) },
  run(context, parameters) {
    const table = tableOf(context.design.schema, parameters.tableId);
    if (table === undefined) return gone("table");
    const taken = new Set(table.columns.map((column) => column.name));
    const column: Column = {
      id: context.newId(),
      name: parameters.name === undefined || parameters.name.trim() === "" ? freeName("new_column", taken) : parameters.name.trim(),
      type: parameters.type ?? { kind: "text" }, nullable: parameters.nullable ?? false,
      ...(parameters.default === undefined ? {} : { default: parameters.default }),
    };
    const position = table.columns.findIndex((each) => each.id === parameters.after);
    const before = position < 0 ? undefined : table.columns[position + 1]?.id;
    const added = addRecord(context, column.id, encodeColumn(column, table.id), table.columns);
    return done(context, [combinePatches(added, before === undefined ? new Map() : orderAt(context.entries, table.columns, column.id, before))], [column.id]);
  },
};
