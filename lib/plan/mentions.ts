import { meaningfulTokens, tokenName } from "../diff";
import type { Target } from "../targets/target";
import type { Check, Column, Index, SchemaObject } from "../model";

/** The names a text mentions, folded as SQL folds them, with `*` for "all columns"; bodies kept as strings are not looked into. */
export function namesIn(sql: string): ReadonlySet<string> {
  const known = cache.get(sql);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const token of meaningfulTokens(sql)) {
    const name = tokenName(token);
    if (name !== undefined) names.add(name);
    else if (token.kind === "symbol" && token.text === "*") names.add("*");
  }
  // Short texts repeat (`now()`, `0`), long ones are asked about again and again within one plan.
  if (cache.size > 5000) cache.clear();
  cache.set(sql, names);
  return names;
}

const cache = new Map<string, ReadonlySet<string>>();

/** Whether the object's text is fixed only when it runs: a body in quotes, which the engine does not tie to what it names. */
export function isLateBound(object: SchemaObject): boolean {
  return meaningfulTokens(object.definition).some((token) => token.kind === "dollar");
}

/** Expressions of a column other than its type. */
export function columnTexts(column: Column): string[] {
  return [column.default, column.generated?.expression].filter((text) => text !== undefined);
}

export function indexTexts(index: Index): string[] {
  return [index.where, ...index.parts.map((part) => part.expression)].filter((text) => text !== undefined);
}

export function checkTexts(check: Check): string[] {
  return [check.expression];
}

/** The bare names an object is mentioned by: functions without their arguments. */
export function mentionedNames(object: SchemaObject, target: Target): readonly string[] {
  const paren = object.name.indexOf("(");
  return [paren > 0 ? object.name.slice(0, paren) : object.name, ...(target.objectKinds[object.kind]?.names?.(object) ?? [])];
}
