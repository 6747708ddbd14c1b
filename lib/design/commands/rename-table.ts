import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { done, gone, refuse, tableOf } from "./edit";
import { renameTableInTexts } from "./rename-in-expressions";

/** Renames a table, also where expressions, pattern queries and further objects name it. Constraint names stay, as in the engines. */
export const renameTable: EditCommand<{ readonly tableId: Id; readonly name: string }> = {
  id: "rename-table",
  label: "Rename table",
  icon: "text-cursor-input",
  run(context, { tableId, name }) {
    const table = tableOf(context.design.schema, tableId);
    if (table === undefined) return gone("table");
    if (name.trim() === "") return refuse("empty-name", "A table needs a name.");
    return done(context, [renameTableInTexts(context.design, table, name.trim()), writeRecord(tableId, { name: name.trim() })]);
  },
};
