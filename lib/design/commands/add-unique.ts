import type { Deferral, Id, UniqueKey } from "../../model";
import type { EditCommand } from "../command";
import { encodeUnique } from "../encode";
import { uniqueName } from "../names";
import { addRecord, done, gone, refuse, tableOf } from "./edit";

export interface AddUnique {
  readonly tableId: Id;
  readonly columns: readonly Id[];
  readonly name?: string;
  readonly include?: readonly Id[];
  readonly nullsNotDistinct?: boolean;
  readonly deferral?: Deferral;
  readonly comment?: string;
}

/** Adds a unique key. */
export const addUnique: EditCommand<AddUnique> = {
  id: "add-unique",
  label: "Add unique key",
  icon: "fingerprint",
  menu: {
    appliesTo: "column",
    parameters: ({ design }, target) => {
      const table = design.schema.tables.find((each) => each.columns.some((column) => column.id === target));
      return table === undefined || target === undefined ? undefined : { tableId: table.id, columns: [target] };
    },
  },
  run(context, { tableId, columns, name, ...rest }) {
    const { schema } = context.design;
    const table = tableOf(schema, tableId);
    if (table === undefined) return gone("table");
    if (columns.length === 0) return refuse("key-without-columns", "A unique key needs a column.");
    const key: UniqueKey = { id: context.newId(), columns: [...new Set(columns)], name: name ?? uniqueName(table, columns, schema), ...rest };
    return done(context, [addRecord(context, key.id, encodeUnique(key, tableId), table.uniques)]);
  },
};
