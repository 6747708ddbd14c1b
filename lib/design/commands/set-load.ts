import { loadBounds, loadNumbers, outOfBounds, type Id, type TableLoad } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { done, gone, refuse, setting, tableOf } from "./edit";

export type SetLoad = { readonly tableId: Id } & { readonly [K in keyof TableLoad]?: TableLoad[K] | null };

/** Says how much of a table there is and comes. What nobody said stays unknown. */
export const setLoad: EditCommand<SetLoad> = {
  id: "set-load",
  label: "Change expected load",
  icon: "gauge",
  run(context, { tableId, ...load }) {
    if (tableOf(context.design.schema, tableId) === undefined) return gone("table");
    for (const key of loadNumbers) {
      const value = load[key];
      const wrong = typeof value === "number" ? outOfBounds(value, loadBounds[key]) : undefined;
      if (wrong !== undefined) return refuse("load-impossible", wrong);
    }
    const same = <T extends number | boolean>(value: T): T => value;
    return done(context, [writeRecord(tableId, {
      ...setting("rows", load.rows, same), ...setting("rows1y", load.rowsInYear, same), ...setting("bytes", load.itemBytes, same), ...setting("retention", load.retentionDays, same),
      ...setting("hottest", load.hottestWrites, same), ...setting("perParent", load.perParent, same), ...setting("oldRows", load.oldRowsChange, same),
    })]);
  },
};
