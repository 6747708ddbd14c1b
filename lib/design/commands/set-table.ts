import type { Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { asRecord, asText, done, gone, setting, tableOf } from "./edit";

export interface SetTable {
  readonly tableId: Id;
  readonly namespace?: string | null;
  readonly comment?: string | null;
  readonly options?: Readonly<Record<string, string>> | null;
}

/** Sets a table's namespace, comment or options. */
export const setTable: EditCommand<SetTable> = {
  id: "set-table",
  label: "Change table",
  icon: "settings-2",
  run(context, { tableId, namespace, comment, options }) {
    if (tableOf(context.design.schema, tableId) === undefined) return gone("table");
    return done(context, [writeRecord(tableId, { ...setting("ns", namespace, asText), ...setting("comment", comment, asText), ...setting("opts", options, asRecord) })]);
  },
};
