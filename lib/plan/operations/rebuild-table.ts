import type { Address, Schema, SchemaObject, Table } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** All changes of a table that the engine cannot make in place, by building it once anew with its rows. */
export function rebuildTable(to: Table, addresses: readonly Address[], frame: Frame): Operation {
  return {
    ...frame,
    verb: "rebuild",
    kind: "table",
    // Its name is the rename's business, which may come before or after.
    apply: (schema) => changeTable(schema, to.id, (table) => withName(to, table)),
    up: (moment) => rebuild(moment.target.rules.table.rebuild)(
      tableOf(moment.before, to.id), tableOf(moment.after, to.id), dependants(moment.before, to.id, addresses), upContext(moment)),
    down: (moment) => rebuild(moment.target.rules.table.rebuild)(
      tableOf(moment.after, to.id), tableOf(moment.before, to.id), dependants(moment.after, to.id, addresses), downContext(moment)),
  };
}

function withName(table: Table, { name, namespace }: Table): Table {
  const { namespace: _, ...rest } = table;
  return { ...rest, name, ...(namespace === undefined ? {} : { namespace }) };
}

function rebuild<T>(rule: T | undefined): T {
  if (rule === undefined) throw new Error("A rule asks for a rebuild, but the target cannot rebuild tables");
  return rule;
}

/** `addresses` are all the table goes by: objects say what they depend on in the names of the schema they come from. */
function dependants(schema: Schema, id: string, addresses: readonly Address[]): SchemaObject[] {
  return schema.objects.filter((object) => object.tableId === id || object.dependsOn.some((address) => addresses.includes(address)));
}
