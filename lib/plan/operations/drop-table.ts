import type { Id } from "../../model";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { tableOf, withoutTable } from "../running-schema";
import type { Frame } from "./frame";

/** A table with all it owns goes; down makes it anew with its indexes and foreign keys, without its rows. */
export function dropTable(id: Id, frame: Frame): Operation {
  return {
    ...frame,
    verb: "drop",
    kind: "table",
    apply: (schema) => withoutTable(schema, id),
    up: (moment) => moment.target.rules.table.drop(tableOf(moment.before, id), upContext(moment)),
    down: (moment) => {
      const { rules } = moment.target;
      const table = tableOf(moment.before, id);
      const context = downContext(moment);
      return [
        ...rules.table.create(table, context),
        ...table.indexes.flatMap((index) => inPlace(rules.index.create(index, table, context))),
        ...(rules.table.createsForeignKeys ? [] : table.foreignKeys.flatMap((key) => inPlace(rules.foreignKey.create(key, table, context)))),
      ];
    },
  };
}
