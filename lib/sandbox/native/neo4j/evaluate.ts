import type { Expression, Value } from "./syntax";
import { Refused } from "./tokens";

/** What variables are bound to, as far as expressions see it. */
export interface Scope {
  property(variable: string, name: string): Value;
  properties(variable: string): Value;
}

const now = "2026-01-01T00:00:00Z";
let drawn = 0;

const shapes: Readonly<Record<string, { readonly type: "DATE" | "LOCAL TIME" | "LOCAL DATETIME" | "ZONED DATETIME" | "DURATION"; readonly present: string; readonly text: RegExp }>> = {
  date: { type: "DATE", present: now.slice(0, 10), text: /^\d{4}-\d\d-\d\d$/ },
  localtime: { type: "LOCAL TIME", present: now.slice(11, 19), text: /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/ },
  localdatetime: { type: "LOCAL DATETIME", present: now.slice(0, 19), text: /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/ },
  datetime: { type: "ZONED DATETIME", present: now, text: /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/ },
  duration: { type: "DURATION", present: "", text: /^P(?=.)[\dYMWDTHS.-]*$/ },
};

/** The value of an expression. Refused where Cypher would fail. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "value": return expression.value;
    case "property": return scope.property(expression.of, expression.name);
    case "variable": throw new Refused(`Variable ${expression.name} is no value here`);
    case "list": return { type: "LIST", items: expression.items.map((item) => evaluate(item, scope)) };
    case "map": return { type: "MAP", entries: expression.entries.map(([key, value]) => [key, evaluate(value, scope)] as const) };
    case "binary": return calculate(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case "call": {
      const [only] = expression.args;
      if (expression.name.toLowerCase() === "properties" && only?.kind === "variable") return scope.properties(only.name);
      return call(expression.name, expression.args.map((argument) => evaluate(argument, scope)));
    }
  }
}

function calculate(operator: string, left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if ((left.type !== "INTEGER" && left.type !== "FLOAT") || (right.type !== "INTEGER" && right.type !== "FLOAT")) throw new Refused(`Type mismatch: ${left.type} ${operator} ${right.type}`);
  const whole = left.type === "INTEGER" && right.type === "INTEGER";
  if (operator === "/" && whole && right.value === 0) throw new Refused("/ by zero");
  const result = operator === "+" ? left.value + right.value : operator === "-" ? left.value - right.value : operator === "*" ? left.value * right.value : left.value / right.value;
  return { type: whole ? "INTEGER" : "FLOAT", value: whole ? Math.trunc(result) : result };
}

function call(name: string, args: readonly Value[]): Value {
  const called = name.toLowerCase();
  const [first = null] = args;
  const temporal = Object.hasOwn(shapes, called) ? shapes[called] : undefined;
  if (temporal !== undefined) return args.length === 0 ? { type: temporal.type, value: temporal.present } : first === null ? null : temporalOf(called, temporal, first);
  if (called === "coalesce") return args.find((value) => value !== null) ?? null;
  if (called === "randomuuid") {
    drawn += 1;
    return { type: "STRING", value: `00000000-0000-4000-8000-${drawn.toString(16).padStart(12, "0")}` };
  }
  if (first === null) return null;
  switch (called) {
    case "tostring": return first.type === "LIST" || first.type === "MAP" || first.type === "POINT" ? mismatch(name, first) : { type: "STRING", value: first.type === "FLOAT" && Number.isInteger(first.value) ? `${first.value}.0` : String(first.value) };
    case "tointeger": return number(first, (n) => ({ type: "INTEGER", value: Math.trunc(n) }), name);
    case "tofloat": return number(first, (n) => ({ type: "FLOAT", value: n }), name);
    case "toboolean": return first.type === "BOOLEAN" ? first : first.type === "INTEGER" ? { type: "BOOLEAN", value: first.value !== 0 } : first.type === "STRING" ? (/^true$/i.test(first.value) ? { type: "BOOLEAN", value: true } : /^false$/i.test(first.value) ? { type: "BOOLEAN", value: false } : null) : mismatch(name, first);
    case "round": return first.type === "FLOAT" || first.type === "INTEGER" ? { type: "FLOAT", value: Math.round(first.value) } : mismatch(name, first);
    case "head": return first.type === "LIST" ? first.items[0] ?? null : mismatch(name, first);
    case "point": return first.type === "MAP" ? { type: "POINT", value: JSON.stringify(first.entries) } : mismatch(name, first);
    default: throw new Refused(`Unknown function '${name}', or one that this check does not run`);
  }
}

function temporalOf(called: string, { type, text }: (typeof shapes)[string], given: NonNullable<Value>): Value {
  if (given.type === "STRING") {
    if (!text.test(given.value)) throw new Refused(`Text cannot be parsed to ${type}: ${JSON.stringify(given.value)}`);
    return { type, value: type === "ZONED DATETIME" && !/(?:Z|[+-]\d\d:?\d\d)$/.test(given.value) ? `${given.value}Z` : given.value };
  }
  if (given.type === "MAP") {
    const [key, inner] = given.entries[0] ?? ["", null];
    if (inner === null) return null;
    if (key === "date" && inner.type === "DATE") return { type, value: type === "LOCAL DATETIME" ? `${inner.value}T00:00:00` : `${inner.value}T00:00:00Z` };
    if (key === "datetime" && (inner.type === "LOCAL DATETIME" || inner.type === "ZONED DATETIME")) return { type, value: type === "LOCAL DATETIME" ? inner.value.replace(/(?:Z|[+-]\d\d:?\d\d)$/, "") : `${inner.value.replace(/Z$/, "")}Z` };
    throw new Refused(`${called} is not made of ${key}`);
  }
  if (type === "DATE" && (given.type === "LOCAL DATETIME" || given.type === "ZONED DATETIME")) return { type, value: given.value.slice(0, 10) };
  return given.type === type ? given : mismatch(called, given);
}

function number(given: NonNullable<Value>, make: (n: number) => Value, name: string): Value {
  if (given.type === "INTEGER" || given.type === "FLOAT") return make(given.value);
  if (given.type === "BOOLEAN") return make(given.value ? 1 : 0);
  if (given.type === "STRING") return given.value.trim() !== "" && Number.isFinite(Number(given.value)) ? make(Number(given.value)) : null;
  return mismatch(name, given);
}

function mismatch(name: string, { type }: NonNullable<Value>): never {
  throw new Refused(`Type mismatch: ${name} takes no ${type}`);
}

/** Whether a property value is of a type as constraints and IS :: name it; null is of every type. */
export function isOf(value: Value, type: string): boolean {
  if (value === null) return true;
  const of = /^LIST<(.+) NOT NULL>$/.exec(type)?.[1];
  if (of !== undefined) return value.type === "LIST" && value.items.every((item) => item !== null && isOf(item, of));
  return value.type === type;
}

/** Equal values are equal texts. */
export function textOf(value: Value): string {
  return JSON.stringify(value);
}

/** Refuses what no property can hold: maps, lists of lists, of several types, or with nulls. */
export function checkStorable(value: Value): void {
  if (value === null || (value.type !== "LIST" && value.type !== "MAP")) return;
  if (value.type === "MAP") throw new Refused("Property values can only be of primitive types or arrays thereof: a map is none");
  const types = new Set(value.items.map((item) => item?.type ?? "NULL"));
  if (types.has("NULL") || types.has("LIST") || types.has("MAP") || types.size > 1) throw new Refused("A list of a property holds values of one type, none of them null, a list or a map");
}
