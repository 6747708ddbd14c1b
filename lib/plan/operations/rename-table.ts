import type { Id, Table } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A table gets a new name, a new namespace, or both. */
export function renameTable(id: Id, to: Pick<Table, "name" | "namespace">, frame: Frame): Operation {
  return {
    ...frame,
    verb: "rename",
    kind: "table",
    apply: (schema) => changeTable(schema, id, (table) => {
      const { namespace: _, ...rest } = table;
      return { ...rest, name: to.name, ...(to.namespace === undefined ? {} : { namespace: to.namespace }) };
    }),
    up: (moment) => moment.target.rules.table.rename(tableOf(moment.before, id), tableOf(moment.after, id), upContext(moment)),
    down: (moment) => moment.target.rules.table.rename(tableOf(moment.after, id), tableOf(moment.before, id), downContext(moment)),
  };
}
