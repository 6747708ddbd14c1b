import { name, property } from "./cypher";
import type { ConstraintModel, IndexModel, Subject } from "./model";

/** `(n:User)` or `()-[r:FOLLOWS]-()`, with the variable it binds. */
function bound({ of, name: label }: Subject): { readonly pattern: string; readonly variable: string } {
  return of === "node" ? { pattern: `(n:${name(label)})`, variable: "n" } : { pattern: `()-[r:${name(label)}]-()`, variable: "r" };
}

export function createConstraint({ name: called, kind, on, properties, type }: ConstraintModel): string {
  const { pattern, variable } = bound(on);
  const each = properties.map((text) => property(variable, text));
  const what = each.length === 1 ? each.join("") : `(${each.join(", ")})`;
  const requirement = { unique: "IS UNIQUE", key: on.of === "node" ? "IS NODE KEY" : "IS RELATIONSHIP KEY", exists: "IS NOT NULL", type: `IS :: ${type ?? "ANY"}` }[kind];
  return `CREATE CONSTRAINT ${name(called)} IF NOT EXISTS\nFOR ${pattern} REQUIRE ${what} ${requirement}`;
}

export function dropConstraint({ name: called }: Pick<ConstraintModel, "name">): string {
  return `DROP CONSTRAINT ${name(called)} IF EXISTS`;
}

export function createIndex({ name: called, kind, on, properties, dimensions }: IndexModel): string {
  const { pattern, variable } = bound(on);
  const each = properties.map((text) => property(variable, text)).join(", ");
  const head = `CREATE ${kind.toUpperCase()} INDEX ${name(called)} IF NOT EXISTS\nFOR ${pattern} ON`;
  if (kind === "fulltext") return `${head} EACH [${each}]`;
  if (kind === "vector") return `${head} (${each})\nOPTIONS { indexConfig: { \`vector.dimensions\`: ${dimensions ?? 1}, \`vector.similarity_function\`: 'cosine' } }`;
  return `${head} (${each})`;
}

export function dropIndex({ name: called }: Pick<IndexModel, "name">): string {
  return `DROP INDEX ${name(called)} IF EXISTS`;
}

/** What is done to each row of a match, 1000 rows to a transaction: to be run in a file of its own, outside any transaction. */
export function batched(match: string, variables: readonly string[], action: string): string {
  return `${match}\nCALL (${variables.join(", ")}) {\n  ${action}\n} IN TRANSACTIONS OF 1000 ROWS`;
}
