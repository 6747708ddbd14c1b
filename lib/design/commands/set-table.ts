import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { asRecord, asText, done, gone, refuse, setting, tableOf } from "./edit";

export interface SetTable {
  readonly tableId: Id;
  readonly namespace?: string | null;
  readonly comment?: string | null;
  readonly options?: Readonly<Record<string, string>> | null;
  /** Rows expected in production. */
  readonly rows?: number | null;
}

/** Sets a table's namespace, comment, options or expected rows. */
export const setTable: EditCommand<SetTable> = {
  id: "set-table",
  label: "Change table",
  icon: "settings-2",
  run(context, { tableId, namespace, comment, options, rows }) {
    if (tableOf(context.design.schema, tableId) === undefined) return gone("table");
    if (typeof rows === "number" && (!Number.isSafeInteger(rows) || rows < 0)) return refuse("rows-not-a-number", "Expected rows are a whole number, 0 or more.");
    return done(context, [writeRecord(tableId, { ...setting("ns", namespace, asText), ...setting("comment", comment, asText), ...setting("opts", options, asRecord), ...setting("rows", rows, (value) => value) })]);
  },
};
