import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { columnOf, done, gone, refuse } from "./edit";
import { renameColumnInTexts } from "./rename-in-expressions";

/** Renames a column, also where expressions, pattern queries and further objects name it. */
export const renameColumn: EditCommand<{ readonly columnId: Id; readonly name: string }> = {
  id: "rename-column",
  label: "Rename column",
  icon: "text-cursor-input",
  run(context, { columnId, name }) {
    const found = columnOf(context.design.schema, columnId);
    if (found === undefined) return gone("column");
    if (name.trim() === "") return refuse("empty-name", "A column needs a name.");
    return done(context, [renameColumnInTexts(context.design, found.table, found.column, name.trim()), writeRecord(columnId, { name: name.trim() })]);
  },
};
