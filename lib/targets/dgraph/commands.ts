import { canonicalJson, type JsonValue } from "../../model";
import { predicatesOf, printDql, printGraphql } from "./print";
import type { DgraphModel } from "./model";

/** One request to an Alpha's HTTP port, as a command. A text body is a schema; any other is JSON. */
export type Command = { readonly method: "POST"; readonly path: string; readonly body: JsonValue };

export function command(path: string, body: JsonValue): string {
  return JSON.stringify({ method: "POST", path, body } satisfies Command);
}

/** Posts the whole schema. Indexes on predicates that hold data are built in the background. */
export function postSchema(model: DgraphModel, background: boolean): string {
  return model.form === "graphql" ? command("/admin/schema", printGraphql(model)) : command(background ? "/alter?runInBackground=true" : "/alter", printDql(model));
}

/** What is posted, for comparison: equal texts need no request. */
export function schemaText(model: DgraphModel): string {
  return model.form === "graphql" ? printGraphql(model) : printDql(model);
}

/** Removes a predicate with all its values. */
export function dropPredicate(name: string): string {
  return command("/alter", { drop_attr: name });
}

/** Removes a type's definition; its nodes and their predicates stay. */
export function dropType(name: string): string {
  return command("/alter", { drop_op: "TYPE", drop_value: name });
}

/** Predicates and types that one shape has and the other has not. */
export function leftovers(of: DgraphModel, without: DgraphModel): { readonly predicates: readonly string[]; readonly types: readonly string[] } {
  const kept = new Set(predicatesOf(without).map(({ name }) => name));
  const types = new Set(without.types.map(({ stored }) => stored));
  return { predicates: [...new Set(predicatesOf(of).map(({ name }) => name))].filter((name) => !kept.has(name)), types: of.types.map(({ stored }) => stored).filter((stored) => !types.has(stored)) };
}

/** An upsert block of a query and what is set or deleted by its variables; a thousand nodes at a time. */
export function upsert(query: string, change: { readonly set?: JsonValue; readonly delete?: JsonValue }): string {
  return command("/mutate?commitNow=true", { query, ...change });
}

/** Whether two shapes post the same. */
export function samePosted(a: DgraphModel, b: DgraphModel): boolean {
  return a.form === b.form && schemaText(a) === schemaText(b) && canonicalJson(predicatesOf(a)) === canonicalJson(predicatesOf(b));
}
