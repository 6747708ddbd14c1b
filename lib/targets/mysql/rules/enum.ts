import type { KindRules } from "../../target";
import { columnDefinition } from "../print-column";
import { alterTable } from "../print-table";
import { factsOf } from "../versions";

/** The values of an enum stand with each column: a change of the type is a change of those columns. */
export const enumRules: KindRules["enum"] = {
  create: () => [],
  drop: () => [],
  rename: () => [],
  alter(from, to, users, context) {
    const enums = [to, { ...to, id: from.id }, ...context.to.enums, ...context.from.enums];
    const removed = from.values.filter((value) => !to.values.includes(value));
    return users.flatMap(([table, column]) => alterTable(table, [`MODIFY COLUMN ${columnDefinition(column, { enums }, factsOf(context.version))}`],
      removed.length === 0 ? {} : { loss: `rows of ${table.name} whose ${column.name} is ${removed.join(", ")}` }));
  },
};
