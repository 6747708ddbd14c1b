import type { Check, Column, Diagnostic, Id, JsonObject, JsonValue, Table } from "../../model";
import { checkParts, simpleCheck, type SimpleCheck, type SimpleLiteral } from "../native/simple-expression";
import { valueOf } from "./types";

type Part = Exclude<SimpleCheck, { readonly kind: "all" }>;

/** What the checks of a table become: keywords by column, and expressions over columns. */
export interface CheckRules {
  readonly keywords: ReadonlyMap<Id, JsonObject>;
  readonly expressions: readonly ColumnExpression[];
}

/** An aggregation expression over columns, whose paths are known only where the documents lie. */
export interface ColumnExpression {
  readonly check: Id;
  readonly columns: readonly Id[];
  build(path: (column: Id) => string): JsonObject;
}

const words = { "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "=": "$eq", "<>": "$ne" } as const;

/** Reads the table's checks; what says more than $jsonSchema and simple expressions can is a loss among the diagnostics. */
export function checkRules(table: Table, diagnostics: Diagnostic[]): CheckRules {
  const keywords = new Map<Id, JsonObject>();
  const expressions: ColumnExpression[] = [];
  for (const check of table.checks) {
    const parts = simpleCheck(check.expression, table.columns);
    if (parts === undefined) {
      lost(check, "is not checked by MongoDB: it says more than a validator of this kind can. Keep it in the application.", diagnostics);
      continue;
    }
    for (const part of checkParts(parts)) {
      const expression = expressionOf(check.id, part, table);
      const mine = expression === undefined ? keywordsOf(part, table) : undefined;
      if (expression !== undefined) expressions.push(expression);
      else if (mine !== undefined && part.kind !== "columns") keywords.set(part.column, merged(keywords.get(part.column) ?? {}, mine));
      else lost(check, "is not checked by MongoDB: it has no such comparison for this type.", diagnostics);
    }
  }
  return { keywords, expressions };
}

function lost(check: Check, why: string, diagnostics: Diagnostic[]): void {
  const text = check.expression.length > 80 ? `${check.expression.slice(0, 77)}...` : check.expression;
  diagnostics.push({ code: "mongodb-check-lost", severity: "warning", message: `The check ${text} ${why}`, place: { objectId: check.id } });
}

const numeric = new Set(["int16", "int32", "int64", "float32", "float64", "decimal"]);
const temporal = new Set(["date", "timestamp", "timestamptz"]);

function keywordsOf(part: Part, table: Table): JsonObject | undefined {
  if (part.kind === "columns") return undefined;
  const column = table.columns.find(({ id }) => id === part.column);
  if (column === undefined) return undefined;
  const value = (literal: SimpleLiteral): JsonValue | undefined => valueOf(literal.value, literal.text, column.type);
  switch (part.kind) {
    case "compare": {
      const limit = value(part.value);
      if (limit === undefined || limit === null) return undefined;
      if (part.operator === "=") return { enum: [limit] };
      if (part.operator === "<>") return { not: { enum: [limit] } };
      if (!numeric.has(column.type.kind)) return undefined;
      const strict = part.operator === "<" || part.operator === ">";
      return part.operator.startsWith(">") ? { minimum: limit, ...(strict ? { exclusiveMinimum: true } : {}) } : { maximum: limit, ...(strict ? { exclusiveMaximum: true } : {}) };
    }
    case "between": {
      const [low, high] = [value(part.low), value(part.high)];
      return low === undefined || high === undefined || !numeric.has(column.type.kind) ? undefined : { minimum: low, maximum: high };
    }
    case "in": {
      const values = part.values.map(value);
      const known = values.flatMap((item) => (item === undefined ? [] : [item]));
      return known.length < values.length ? undefined : part.negated ? { not: { enum: known } } : { enum: known };
    }
    case "length": return ["string", "text", "char"].includes(column.type.kind) ? bounds(part.min, part.max, "Length") : undefined;
    case "count": return column.type.kind === "array" || column.type.kind === "json" ? bounds(part.min, part.max, "Items") : undefined;
    case "matches": return ["string", "text", "char"].includes(column.type.kind) ? { pattern: part.pattern } : undefined;
    case "not-null": return column.nullable ? { not: { bsonType: "null" } } : {};
  }
}

function bounds(min: number | undefined, max: number | undefined, what: "Length" | "Items"): JsonObject {
  return { ...(min === undefined ? {} : { [`min${what}`]: min }), ...(max === undefined ? {} : { [`max${what}`]: max }) };
}

/** The keywords of both: the tighter bound, the values in both lists. What cannot be joined is kept with allOf. */
function merged(a: JsonObject, b: JsonObject): JsonObject {
  const shared = Object.keys(a).filter((key) => key in b);
  if (shared.length === 0) return { ...a, ...b };
  const numbers = shared.every((key) => /^(?:min|max)(?:imum|Length|Items)$/.test(key) && typeof a[key] === "number" && typeof b[key] === "number") && !Object.keys({ ...a, ...b }).some((key) => key.startsWith("exclusive"));
  if (!numbers) return { ...a, allOf: [...(Array.isArray(a["allOf"]) ? a["allOf"] : []), b] };
  return { ...a, ...b, ...Object.fromEntries(shared.map((key) => [key, key.startsWith("min") ? Math.max(Number(a[key]), Number(b[key])) : Math.min(Number(a[key]), Number(b[key]))])) };
}

/** Comparisons that keywords do not have: of two fields, and of moments. Missing and null values pass, as in SQL. */
function expressionOf(check: Id, part: Part, table: Table): ColumnExpression | undefined {
  const find = (id: Id): Column | undefined => table.columns.find((column) => column.id === id);
  const passes = (path: string, column: Column | undefined): JsonObject[] => (column?.nullable === false ? [] : [{ $lte: [path, null] }]);
  if (part.kind === "columns") {
    const [left, right] = [find(part.left), find(part.right)];
    return {
      check, columns: [part.left, part.right],
      build: (path) => either([...passes(path(part.left), left), ...passes(path(part.right), right)], { [words[part.operator]]: [path(part.left), path(part.right)] }),
    };
  }
  const column = find(part.column);
  if (column === undefined || !temporal.has(column.type.kind) || (part.kind !== "compare" && part.kind !== "between")) return undefined;
  const sides = part.kind === "between" ? ([[">=", part.low], ["<=", part.high]] as const) : ([[part.operator, part.value]] as const);
  const limits = sides.map(([operator, literal]) => [operator, valueOf(literal.value, literal.text, column.type)] as const);
  if (limits.some(([, limit]) => limit === undefined || limit === null)) return undefined;
  return {
    check, columns: [part.column],
    build: (path) => either(passes(path(part.column), column), all(limits.map(([operator, limit]) => ({ [words[operator]]: [path(part.column), limit ?? null] })))),
  };
}

function either(passing: readonly JsonObject[], test: JsonObject): JsonObject {
  return passing.length === 0 ? test : { $or: [...passing, test] };
}

function all(tests: readonly JsonObject[]): JsonObject {
  return tests.length === 1 ? tests[0] ?? {} : { $and: tests };
}
