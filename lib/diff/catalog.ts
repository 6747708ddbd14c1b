import { qualified, type Schema } from "../model";
import { diffSchemas, type Difference } from "./diff";
import type { SchemaFact } from "./facts";
import { mapIds } from "./map-ids";
import { meaningfulTokens, tokenName } from "./sql-tokens";
import { Expression, Reference, type Value } from "./value";

/**
 * How two introspected schemas differ, one sentence each; empty when they are the same catalog. Compared by names,
 * never by ids. Not differences: the order of columns, white space in bodies.
 */
export function sameCatalog(actual: Schema, expected: Schema): string[] {
  const describe = describer(actual, expected);
  // Engines hand out the same ids again and again (counters); they must not pair by accident.
  const { differences } = diffSchemas(mapIds(actual, (id) => `actual ${id}`), mapIds(expected, (id) => `expected ${id}`));
  return differences.filter((difference) => !isNote(difference)).map(describe);
}

/** Equal with a note: texts that differ only in white space within a body. */
function isNote(difference: Difference): boolean {
  if (difference.verb !== "alter" || difference.properties.length !== 1) return false;
  const [property] = difference.properties;
  const from = property === undefined ? undefined : difference.from.attributes[property];
  const to = property === undefined ? undefined : difference.to.attributes[property];
  return from instanceof Expression && to instanceof Expression && from.whole && loose(from.sql) === loose(to.sql);
}

function loose(sql: string): string {
  return meaningfulTokens(sql).map((token) => tokenName(token) ?? (token.kind === "dollar" ? token.text.replaceAll(/\s+/g, "") : token.text)).join(" ");
}

function describer(actual: Schema, expected: Schema): (difference: Difference) => string {
  const names = new Map<string, string>();
  const learn = (schema: Schema, side: string): void => {
    for (const type of schema.enums) names.set(`${side} ${type.id}`, qualified(type.namespace, type.name));
    for (const table of schema.tables) {
      names.set(`${side} ${table.id}`, qualified(table.namespace, table.name));
      for (const column of table.columns) names.set(`${side} ${column.id}`, column.name);
    }
  };
  learn(actual, "actual");
  learn(expected, "expected");
  const label = (fact: SchemaFact): string => {
    const [kind, namespace] = fact.kind === "object" ? fact.scope.split("\n") : [fact.kind, fact.scope];
    const own = fact.name ?? "(unnamed)";
    const place = fact.parent === undefined ? namespace : names.get(fact.parent);
    return `${kind ?? fact.kind} ${place === undefined || place === "" ? own : `${place}.${own}`}`;
  };
  return (difference) => {
    switch (difference.verb) {
      case "add": return `Missing: ${label(difference.to)}`;
      case "drop": return `Not expected: ${label(difference.from)}`;
      case "rename": return `${label(difference.from)} should be called ${label(difference.to)}`;
      case "alter": return `${label(difference.to)}: ${difference.properties.map((property) =>
        `${property} is ${shown(difference.from.attributes[property], names)}, expected ${shown(difference.to.attributes[property], names)}`).join("; ")}`;
    }
  };
}

function shown(value: Value, names: ReadonlyMap<string, string>): string {
  if (value === undefined) return "absent";
  if (value instanceof Reference) return names.get(value.id) ?? "?";
  if (value instanceof Expression) return value.sql.length > 300 ? `${value.sql.slice(0, 300)}...` : value.sql;
  if (typeof value !== "object") return String(value);
  const entries: readonly (readonly [string, Value])[] = Object.entries(value);
  const parts = entries.filter(([, item]) => item !== undefined).map(([key, item]) => (Array.isArray(value) ? shown(item, names) : `${key} ${shown(item, names)}`));
  return `(${parts.join(", ")})`;
}
