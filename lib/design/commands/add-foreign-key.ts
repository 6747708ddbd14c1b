import type { Deferral, ForeignKey, Id, ReferentialAction } from "../../model";
import type { EditCommand } from "../command";
import { encodeForeignKey } from "../encode";
import { foreignKeyName } from "../names";
import { addRecord, done, gone, refuse, tableOf } from "./edit";

export interface AddForeignKey {
  readonly tableId: Id;
  /** Pairs up with `referencedColumns`. */
  readonly columns: readonly Id[];
  readonly referencedTable: Id;
  readonly referencedColumns: readonly Id[];
  readonly name?: string;
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly match?: "full";
  readonly deferral?: Deferral;
  readonly notValid?: boolean;
  readonly comment?: string;
}

/** Adds a foreign key between columns that are there; `connect` also makes columns. */
export const addForeignKey: EditCommand<AddForeignKey> = {
  id: "add-foreign-key",
  label: "Add foreign key",
  icon: "link",
  run(context, { tableId, columns, referencedColumns, name, onDelete = "no action", onUpdate = "no action", ...rest }) {
    const { schema } = context.design;
    const table = tableOf(schema, tableId);
    if (table === undefined || tableOf(schema, rest.referencedTable) === undefined) return gone("table");
    if (columns.length === 0 || columns.length !== referencedColumns.length) return refuse("foreign-key-count-mismatch", "A foreign key pairs each of its columns with one of the referenced table.");
    const key: ForeignKey = { id: context.newId(), columns, referencedColumns, onDelete, onUpdate, name: name ?? foreignKeyName(table, columns, schema), ...rest };
    return done(context, [addRecord(context, key.id, encodeForeignKey(key, tableId), table.foreignKeys)], [key.id]);
  },
};
