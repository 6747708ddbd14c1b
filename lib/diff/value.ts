import type { Id } from "../model";
import { canonical, sameDefinition, sameExpression, type ExpressionNames } from "./expression";

/** An attribute of a fact, in a form that two schemas can be compared by. */
export type Value = string | number | boolean | undefined | Reference | Expression | readonly Value[] | ValueMap;
export interface ValueMap { readonly [key: string]: Value }

/** Stands for another record: equal when both sides' records are the same one. */
export class Reference {
  constructor(readonly id: Id) {}
}

/** SQL text: equal when it means the same once renames are taken into account. */
export class Expression {
  constructor(readonly sql: string, readonly whole: boolean) {}
}

/** How two values are compared: what a base id is in the goal, and what base names are called there. */
export interface ComparisonContext {
  goalId(baseId: Id): Id | undefined;
  /** Called only when texts differ. */
  names(): ExpressionNames;
  /** The same for whole definitions. */
  allNames(): ExpressionNames;
}

export function sameValue(base: Value, goal: Value, context: ComparisonContext): boolean {
  if (base === goal) return true;
  if (base instanceof Reference) return goal instanceof Reference && context.goalId(base.id) === goal.id;
  if (base instanceof Expression) {
    if (!(goal instanceof Expression)) return false;
    if (base.sql === goal.sql && base.whole) return true;
    return base.whole ? sameDefinition(base.sql, goal.sql, context.allNames()) : sameExpression(base.sql, goal.sql, context.names());
  }
  if (isList(base)) {
    return isList(goal) && base.length === goal.length && base.every((value, i) => sameValue(value, goal[i], context));
  }
  if (!isMap(base) || !isMap(goal)) return false;
  for (const key in base) if (!sameValue(base[key], goal[key], context)) return false;
  for (const key in goal) if (base[key] === undefined && goal[key] !== undefined) return false;
  return true;
}

/** A text that is equal for equal values, in the goal's ids and names: for finding a value's like in a map. */
export function valueKey(value: Value, goalId: (id: Id) => Id | undefined, names: ExpressionNames): string {
  if (value instanceof Reference) return `#${goalId(value.id) ?? "?"}`;
  if (value instanceof Expression) return canonical(value.sql, names);
  if (isList(value)) return `[${value.map((item) => valueKey(item, goalId, names)).join()}]`;
  if (isMap(value)) {
    const entries = Object.keys(value).toSorted().filter((key) => value[key] !== undefined);
    return `{${entries.map((key) => `${key}:${valueKey(value[key], goalId, names)}`).join()}}`;
  }
  return JSON.stringify(value) ?? "";
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isMap(value: Value): value is ValueMap {
  return typeof value === "object" && !isList(value) && !(value instanceof Reference) && !(value instanceof Expression);
}
