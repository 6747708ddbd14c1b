import type { Table } from "../../model";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** Comment and options of a table. */
export function alterTable(to: Table, properties: readonly string[], frame: Frame): Operation {
  return {
    ...frame,
    verb: "alter",
    kind: "table",
    apply: (schema) => changeTable(schema, to.id, (table) => {
      const { comment: _, ...rest } = table;
      return { ...rest, options: to.options, ...(to.comment === undefined ? {} : { comment: to.comment }) };
    }),
    up: (moment) =>
      inPlace(moment.target.rules.table.alter(tableOf(moment.before, to.id), tableOf(moment.after, to.id), properties, upContext(moment))),
    down: (moment) =>
      inPlace(moment.target.rules.table.alter(tableOf(moment.after, to.id), tableOf(moment.before, to.id), properties, downContext(moment))),
  };
}
