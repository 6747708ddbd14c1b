import type { Column, Id, Index, IndexPart, Table } from "../../model";
import type { Capabilities } from "../../targets/target";
import { rowSize } from "../row-size";
import { columnOfElement, formOfElement, sameConstant, type Constant, type Demand, type Step } from "./demand";

/** An index as it will be, and why; without name and id. */
export interface ShapedIndex {
  readonly index: Omit<Index, "id" | "name">;
  readonly reasons: readonly string[];
}

/** Columns beyond the key that are worth keeping in the index, and their bytes. Judgements. */
const mostIncluded = 4;
const widestIncluded = 64;

/** Makes the index of a key that serves all these demands: its parts, its condition when all share one, and what it returns by itself. */
export function shapeIndex(steps: readonly Step[], demands: readonly Demand[], table: Table, capabilities: Capabilities, quote: (name: string) => string): ShapedIndex {
  const name = (id: Id | undefined): string => table.columns.find((column) => column.id === id)?.name ?? "";
  if (demands.every(({ brin }) => brin) && steps.length === 1) {
    return { index: { unique: false, method: "brin", parts: [{ column: steps[0]?.element ?? "" }] }, reasons: [`Rows come in the order of ${name(steps[0]?.element)} and are not changed: BRIN keeps two values for every 128 pages, some thousand times smaller than a sorted index. It serves wide ranges, not order.`] };
  }
  const shared = capabilities.partialIndexes ? sharedConstants(demands) : [];
  const fixed = shared.filter(({ test }) => test === "equals");
  const rest = steps.filter(({ element }) => !fixed.some(({ column }) => column === element));
  // A condition alone is no key: then the column stays one.
  const partial = rest.length > 0 ? shared : shared.filter(({ test }) => test !== "equals");
  const key = rest.length > 0 ? rest : steps;
  const reasons = [orderReason(key, demands, name)];
  if (partial.length > 0) reasons.push(`All that it serves ask for ${words(partial, table, quote)} only: other rows are left out of it, and cost nothing.`);
  for (const { element } of key) {
    const form = formOfElement(element);
    if (form === "prefix") reasons.push(`text_pattern_ops sorts ${name(columnOfElement(element))} by bytes, which LIKE needs; it serves equality too, but no ORDER BY.`);
    else if (form === "nocase") reasons.push(`LIKE does not mind case here, so ${name(columnOfElement(element))} is sorted without it.`);
    else if (form !== undefined && form !== "other") reasons.push(`Queries compare ${form}(${name(columnOfElement(element))}), so that is what is indexed.`);
  }
  const include = capabilities.includeColumns ? included(key, partial, demands, table) : [];
  if (include.length > 0) reasons.push(`INCLUDE ${include.map(({ name: column }) => column).join(", ")}: the queries return nothing else, so the table itself is not read.`);
  const where = partial.length === 0 ? {} : { where: partial.map((constant) => predicate(constant, table, quote)).join(" AND ") };
  return { index: { unique: false, parts: key.map((step) => partOf(step, table, quote)), ...(include.length === 0 ? {} : { include: include.map(({ id }) => id) }), ...where }, reasons };
}

function sharedConstants(demands: readonly Demand[]): readonly Constant[] {
  const [first, ...others] = demands;
  const shared = first?.constants.filter((constant, i, all) => all.findIndex((each) => sameConstant(each, constant)) === i && others.every(({ constants }) => constants.some((each) => sameConstant(each, constant)))) ?? [];
  return shared.toSorted((a, b) => (a.column + a.test < b.column + b.test ? -1 : 1));
}

function partOf({ element, order }: Step, table: Table, quote: (name: string) => string): IndexPart {
  const id = columnOfElement(element) ?? "";
  const form = formOfElement(element);
  const direction = order === "desc" ? { order } : {};
  if (form === undefined) return { column: id, ...direction };
  if (form === "prefix") return { column: id, operatorClass: "text_pattern_ops", ...direction };
  if (form === "nocase") return { column: id, collation: "NOCASE", ...direction };
  return { expression: `${form}(${quote(table.columns.find((column) => column.id === id)?.name ?? "")})`, ...direction };
}

function predicate({ column, test, literal }: Constant, table: Table, quote: (name: string) => string): string {
  const name = quote(table.columns.find(({ id }) => id === column)?.name ?? "");
  return test === "equals" ? `${name} = ${literal ?? ""}` : `${name} IS ${test === "null" ? "NULL" : "NOT NULL"}`;
}

function words(constants: readonly Constant[], table: Table, quote: (name: string) => string): string {
  return constants.map((constant) => predicate(constant, table, quote)).join(" and ");
}

/** Columns to keep beside the key so that all queries that say what they return find it there. */
function included(key: readonly Step[], partial: readonly Constant[], demands: readonly Demand[], table: Table): readonly Column[] {
  const ids = new Set(demands.flatMap(({ returns = [] }) => returns));
  const inKey = new Set([...key.map(({ element }) => element), ...partial.flatMap(({ column, test }) => (test === "equals" ? [column] : []))]);
  const extra = table.columns.filter(({ id }) => ids.has(id) && !inKey.has(id));
  return extra.length > mostIncluded || rowSize({ columns: extra }).typical > widestIncluded || extra.some(({ type }) => /^(json|bytes|array|native|vector|text)$/.test(type.kind)) ? [] : extra;
}

function orderReason(key: readonly Step[], demands: readonly Demand[], name: (id: Id | undefined) => string): string {
  const title = ({ element }: Step): string => name(columnOfElement(element)) || element;
  const equal = key.filter(({ element }) => demands.some(({ equality }) => equality.includes(element)) && !demands.some(({ steps }) => steps.some((step) => step.element === element)));
  const sorted = key.filter(({ element }) => demands.some(({ steps }) => steps.some((step) => step.element === element && step.order !== undefined)));
  const ranged = key.filter((step) => !equal.includes(step) && !sorted.includes(step));
  const list = (steps: readonly Step[]): string => steps.map(title).join(", ");
  const sentences = [
    ...(equal.length === 0 ? [] : [`${list(equal)} compared for equality: first, so that what is wanted lies together`]),
    ...(sorted.length === 0 ? [] : [`${list(sorted)} sorted by: ${equal.length === 0 ? "in the order of the sort" : "next"}, so that rows come in order and reading stops when there are enough`]),
    ...(ranged.length === 0 ? [] : [`${list(ranged)} read in a range: last, since behind a range nothing is in order`]),
  ];
  return `${sentences.join("; ")}.`;
}
