import type { Id } from "../../model";
import type { EditCommand } from "../command";
import type { Entries, Patch } from "../design";
import { orderBetween, orderKeys } from "../order";
import { combinePatches, writeRecord } from "../patch";
import { columnOf, done, gone, orderOf } from "./edit";

/** Order that puts a record before one of its siblings (undefined: at the end); numbers all anew when nothing fits between. */
export function orderAt(entries: Entries, siblings: readonly { readonly id: Id }[], id: Id, before: Id | undefined): Patch {
  const others = siblings.filter((sibling) => sibling.id !== id);
  const found = others.findIndex((sibling) => sibling.id === before);
  const index = found < 0 ? others.length : found;
  const key = (at: number): string | undefined => {
    const sibling = others[at];
    return sibling === undefined ? undefined : orderOf(entries, sibling.id);
  };
  const low = key(index - 1);
  const high = key(index);
  const between = low !== undefined && high !== undefined && low >= high ? undefined : orderBetween(low, high);
  if (between !== undefined) return writeRecord(id, { ord: between });
  const ids = [...others.slice(0, index).map((sibling) => sibling.id), id, ...others.slice(index).map((sibling) => sibling.id)];
  const keys = orderKeys(ids.length);
  return combinePatches(...ids.map((each, i) => writeRecord(each, { ord: keys[i] })));
}

/** Moves a column to another place in its table. */
export const moveColumn: EditCommand<{ readonly columnId: Id; readonly before?: Id }> = {
  id: "move-column",
  label: "Move column",
  icon: "arrow-down-up",
  run(context, { columnId, before }) {
    const found = columnOf(context.design.schema, columnId);
    if (found === undefined) return gone("column");
    const columns = found.table.columns;
    const next = columns[columns.findIndex((column) => column.id === columnId) + 1]?.id;
    if (before === columnId || before === next) return done(context, []);
    return done(context, [orderAt(context.entries, columns, columnId, before)]);
  },
};
