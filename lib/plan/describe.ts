import type { Difference, SchemaFact } from "../diff";
import { qualified, type Id, type Schema } from "../model";
import { columnNames, type Target } from "../targets/target";
import type { Side } from "./ground";

/** Words for people. */
export interface Describer {
  /** `orders.status`, `mood`, `orders_customer_id_fkey`. */
  name(fact: SchemaFact): string;
  /** "Add column orders.status (text, not null, default 'new')". */
  title(difference: Difference): string;
}

/** `base` and `goal` are the schemas the differences are between. */
export function describer(target: Target, base: Schema, goal: Schema, sides: { readonly base: Pick<Side, "tables">; readonly goal: Pick<Side, "tables"> }): Describer {
  const tableName = (id: Id | undefined): string | undefined => {
    const table = id === undefined ? undefined : sides.goal.tables.get(id) ?? sides.base.tables.get(id);
    return table === undefined ? undefined : qualified(table.namespace, table.name);
  };
  const name = (fact: SchemaFact): string => {
    const owner = tableName(fact.parent);
    if (owner !== undefined) return fact.kind === "column" ? `${owner}.${fact.name ?? ""}` : fact.name ?? `of ${owner}`;
    const namespace = fact.kind === "object" ? fact.scope.split("\n")[1] : fact.scope;
    return qualified(namespace === "" ? undefined : namespace, fact.name ?? "(unnamed)");
  };
  const kind = (fact: SchemaFact): string => {
    if (fact.kind !== "object") return fact.kind;
    const own = fact.scope.split("\n")[0] ?? "object";
    return target.objectKinds[own]?.label ?? own;
  };
  const details = (fact: SchemaFact): string => {
    const table = fact.parent === undefined ? undefined : sides.goal.tables.get(fact.parent);
    if (table === undefined) return "";
    const column = fact.kind === "column" ? table.columns.find((candidate) => candidate.id === fact.id) : undefined;
    if (column !== undefined) {
      const words = [target.types.print(column.type, goal)];
      if (!column.nullable) words.push("not null");
      if (column.default !== undefined) words.push(`default ${column.default}`);
      if (column.generated !== undefined) words.push("generated");
      return ` (${words.join(", ")})`;
    }
    const key = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques, ...table.foreignKeys].find((candidate) => candidate.id === fact.id);
    return key === undefined ? ` on ${qualified(table.namespace, table.name)}` : ` on ${qualified(table.namespace, table.name)} (${columnNames(table, key.columns).join(", ")})`;
  };
  return {
    name,
    title: (difference) => {
      switch (difference.verb) {
        case "add": return `Add ${kind(difference.to)} ${name(difference.to)}${details(difference.to)}`;
        case "drop": return `Drop ${kind(difference.from)} ${name(difference.from)}`;
        case "rename": return `Rename ${kind(difference.from)} ${name(difference.from)} to ${difference.to.name ?? "its automatic name"}`;
        case "alter": return `Change ${kind(difference.to)} ${name(difference.to)}: ${difference.properties.join(", ")}`;
      }
    },
  };
}
