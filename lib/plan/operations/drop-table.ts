import type { Id, Table } from "../../model";
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
      const statements = [...rules.table.create(table, context)];
      // Each rule sees the table as it is by then.
      let made: Table = { ...table, indexes: [], foreignKeys: rules.table.createsForeignKeys ? table.foreignKeys : [] };
      for (const index of table.indexes) {
        statements.push(...inPlace(rules.index.create(index, made, context)));
        made = { ...made, indexes: [...made.indexes, index] };
      }
      for (const key of rules.table.createsForeignKeys ? [] : table.foreignKeys) {
        statements.push(...inPlace(rules.foreignKey.create(key, made, context)));
        made = { ...made, foreignKeys: [...made.foreignKeys, key] };
      }
      return statements;
    },
  };
}
