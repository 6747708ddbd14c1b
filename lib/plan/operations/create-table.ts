import type { Table } from "../../model";
import { upContext, downContext, type Operation } from "../operation";
import { tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A new table. Its indexes, and its foreign keys where the target adds them later, follow as operations of their own. */
export function createTable(table: Table, containsForeignKeys: boolean, frame: Frame): Operation {
  const bare: Table = { ...table, indexes: [], foreignKeys: containsForeignKeys ? table.foreignKeys : [] };
  return {
    ...frame,
    verb: "add",
    kind: "table",
    apply: (schema) => ({ ...schema, tables: [...schema.tables, bare] }),
    up: (moment) => moment.target.rules.table.create(bare, upContext(moment)),
    down: (moment) => moment.target.rules.table.drop(tableOf(moment.after, table.id), downContext(moment)),
  };
}
