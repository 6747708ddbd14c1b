import { address, type Schema, type SchemaObject, type Table } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** All changes of a table that the engine cannot make in place, by building it once anew with its rows. */
export function rebuildTable(to: Table, frame: Frame): Operation {
  return {
    ...frame,
    verb: "rebuild",
    kind: "table",
    apply: (schema) => changeTable(schema, to.id, () => to),
    up: (moment) => rebuild(moment.target.rules.table.rebuild)(
      tableOf(moment.before, to.id), tableOf(moment.after, to.id), dependants(moment.before, to.id), upContext(moment)),
    down: (moment) => rebuild(moment.target.rules.table.rebuild)(
      tableOf(moment.after, to.id), tableOf(moment.before, to.id), dependants(moment.after, to.id), downContext(moment)),
  };
}

function rebuild<T>(rule: T | undefined): T {
  if (rule === undefined) throw new Error("A rule asks for a rebuild, but the target cannot rebuild tables");
  return rule;
}

function dependants(schema: Schema, id: string): SchemaObject[] {
  const own = address.table(tableOf(schema, id));
  return schema.objects.filter((object) => object.tableId === id || object.dependsOn.includes(own));
}
