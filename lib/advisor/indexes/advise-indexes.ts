import type { Id, Index, Schema, Table } from "../../model";
import { arrange, chains, type Preference } from "./arrange";
import { indexCost, rowsOf, tablePages } from "./cost";
import { columnOfElement, shapeOf, type Demand, type Element, type SpecialDemand } from "./demand";
import { demandsOf } from "./demands-of";
import type { AdvisedIndex, BareForeignKey, IndexAdvice, IndexQuestion, NeedlessIndex, ServedNeed, SmallTable, Unserved } from "./index-advice";
import { groupBy } from "./group-by";
import { keyOfIndex, keysOf, serves, servesSpecial, sortedMethod } from "./key";
import { covers, needlessIndexes } from "./needless";
import { quoted } from "./quoted";
import { shapeIndex } from "./shape-index";
import { suffering } from "./suffering";

/** A table of so few pages is read whole as quickly as by an index. A judgement: PostgreSQL's planner prefers it too. */
const smallPages = 8;

/** What was found for one table. */
interface TableAdvice {
  readonly add: readonly AdvisedIndex[];
  readonly needless: readonly NeedlessIndex[];
  readonly served: readonly ServedNeed[];
  readonly small: readonly SmallTable[];
  readonly bare: readonly BareForeignKey[];
}

/**
 * The fewest indexes that serve what the patterns and foreign keys need, beyond the keys that are there. Same question, same answer; the
 * order of patterns does not matter. Adding all and asking again advises nothing more.
 */
export function adviseIndexes(question: IndexQuestion): IndexAdvice {
  const { keys, special, unserved } = demandsOf({ ...question, patterns: question.patterns.toSorted(byId) });
  const byTable = groupBy(keys, ({ tableId }) => tableId);
  const specialByTable = groupBy(special, ({ tableId }) => tableId);
  let schema = question.schema;
  const found = question.schema.tables.map((table): TableAdvice => {
    const advice = adviseTable(table, byTable.get(table.id) ?? [], specialByTable.get(table.id) ?? [], question, schema);
    schema = advice.schema;
    return advice;
  });
  return {
    add: found.flatMap(({ add }) => add), needless: found.flatMap(({ needless }) => needless), served: found.flatMap(({ served }) => served), small: found.flatMap(({ small }) => small),
    bareForeignKeys: found.flatMap(({ bare }) => bare), unserved: distinct(unserved), sizeRule: question.capabilities.btree?.rule,
  };
}

function adviseTable(table: Table, demands: readonly Demand[], special: readonly SpecialDemand[], question: IndexQuestion, schema: Schema): TableAdvice & { readonly schema: Schema } {
  const { capabilities, loads, patterns } = question;
  const load = loads.get(table.id);
  const sorted = sortedMethod(capabilities);
  const keys = keysOf(table, capabilities);
  const needless = needlessIndexes(table, keys, demands, special, { patterns, load, capabilities });
  const going = new Set(needless.flatMap(({ kind, indexId }) => (kind === "unused" ? [] : [indexId])));
  const kept = keys.filter(({ id }) => !going.has(id));
  const served: ServedNeed[] = [];
  const open: Demand[] = [];
  for (const demand of demands) {
    const by = kept.find((key) => serves(key, demand, sorted));
    if (by === undefined) open.push(demand);
    else served.push({ need: demand.need, tableId: table.id, by: by.id });
  }
  const openSpecial = special.filter((demand) => {
    const by = table.indexes.find((index) => servesSpecial(index, table, demand));
    if (by !== undefined) served.push({ need: demand.need, tableId: table.id, by: by.id });
    return by === undefined;
  });
  const bare = open.flatMap(({ need }): BareForeignKey[] => (need.kind === "foreign key" ? [{ tableId: table.id, foreignKeyId: need.id, suffers: suffering(table, need.id, question) }] : []));
  const pages = tablePages(table, load, capabilities.btree);
  if (pages !== undefined && rowsOf(load) !== undefined && pages <= smallPages) {
    const needs = [...open, ...openSpecial].map(({ need }) => need);
    return { add: [], needless, served, small: needs.length === 0 ? [] : [{ tableId: table.id, pages, needs }], bare: [], schema };
  }
  const made = [...sortedIndexes(open, table, capabilities, sorted, question.quote ?? quoted), ...specialIndexes(openSpecial)];
  let next = schema;
  const add = made.map(({ index: shaped, demands: own, reasons, extension }): AdvisedIndex => {
    const current = next.tables.find(({ id }) => id === table.id) ?? table;
    const index: Index = { id: `advice:${table.id}:${signature(shaped)}`, name: (question.nameIndex ?? plainName)(current, shaped.parts, next), ...shaped };
    next = { ...next, tables: next.tables.map((each) => (each.id === table.id ? { ...each, indexes: [...each.indexes, index] } : each)) };
    const key = keyOfIndex(index, table, capabilities);
    const replaces = kept.filter((old) => old.kind === "index" && !old.unique && !table.indexes.some(({ id, unique }) => id === old.id && unique) && old.steps.length > 0 && covers(key, old)).map(({ id }) => id);
    return { tableId: table.id, index, needs: distinctNeeds(own.map(({ need }) => need)), reasons, cost: indexCost(index, table, load, patterns, capabilities.btree), replaces, ...(extension === undefined || hasExtension(schema, extension) ? {} : { extension }) };
  });
  return { add, needless, served, small: [], bare, schema: next };
}

interface Made {
  readonly index: Omit<Index, "id" | "name">;
  readonly demands: readonly { readonly need: Demand["need"] }[];
  readonly reasons: readonly string[];
  readonly extension?: string;
}

function sortedIndexes(open: readonly Demand[], table: Table, capabilities: IndexQuestion["capabilities"], sorted: string, quote: (name: string) => string): readonly Made[] {
  const preference = preferenceOf(open, table);
  // Shapes in canonical order, so that the order of patterns does not show.
  const shapes = [...groupBy(open, shapeOf)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const made = chains(shapes, preference).flatMap((chain) => {
    const demands = chain.flat();
    const steps = arrange(chain.flatMap(([first]) => first ?? []), preference);
    if (steps === undefined) return [];
    const { index, reasons } = shapeIndex(steps, demands, table, capabilities, quote);
    return [{ index, reasons, key: keyOfIndex({ id: "", name: "", ...index }, table, capabilities) }];
  }).toSorted((a, b) => (signature(a.index) < signature(b.index) ? -1 : 1));
  // What others serve by the way needs no index of its own.
  let keep: readonly (typeof made)[number][] = made;
  for (const each of made.toReversed()) {
    const others = keep.filter((other) => other !== each);
    if (open.every((demand) => !serves(each.key, demand, sorted) || others.some(({ key }) => serves(key, demand, sorted)))) keep = others;
  }
  return keep.map(({ index, reasons, key }) => {
    const demands = open.filter((demand) => serves(key, demand, sorted));
    return { index, demands, reasons: demands.length < 2 ? reasons : [...reasons, ...sharing(demands)] };
  });
}

function sharing(demands: readonly Demand[]): readonly string[] {
  const shapes = new Set(demands.map(shapeOf)).size;
  return shapes < 2 ? [] : [`One key for ${shapes} different needs: shorter ones are beginnings of it.`];
}

function specialIndexes(open: readonly SpecialDemand[]): readonly Made[] {
  const groups = groupBy(open, ({ method, parts }) => JSON.stringify([method, parts]));
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, demands]) => {
    const [first] = demands;
    return first === undefined ? [] : [{ index: { unique: false, method: first.method, parts: first.parts }, demands, reasons: [first.reason], ...(first.extension === undefined ? {} : { extension: first.extension }) }];
  });
}

/** Whose rows they are first, then the columns in the table's order. */
function preferenceOf(demands: readonly Demand[], table: Table): Preference {
  const scopes = new Set(demands.flatMap(({ scope }) => scope ?? []));
  const place = new Map(table.columns.map(({ id }, i) => [id, i]));
  return (element: Element) => {
    const id = columnOfElement(element) ?? "";
    return (scopes.has(id) ? 0 : 10_000) + (place.get(id) ?? 5000);
  };
}

/** A stable text for what an index is, apart from its name. */
function signature({ method, parts, where, include }: Omit<Index, "id" | "name">): string {
  const text = parts.map(({ column, expression, order, operatorClass, collation }) => [column ?? expression, operatorClass ?? collation, order === "desc" ? "desc" : undefined].filter((each) => each !== undefined).join(" ")).join(",");
  return [method, text, include?.join(","), where].filter((each) => each !== undefined).join(";");
}

/** `orders_customer_id_created_at_idx`, made free by a number. */
function plainName(table: Table, parts: Index["parts"], schema: Schema): string {
  const base = [table.name, ...parts.map(({ column }) => table.columns.find(({ id }) => id === column)?.name ?? "expr")].join("_").slice(0, 55);
  const taken = new Set(schema.tables.flatMap(({ name, indexes }) => [name, ...indexes.map((index) => index.name)]));
  for (let n = 1; ; n += 1) {
    const name = `${base}_idx${n === 1 ? "" : n}`;
    if (!taken.has(name)) return name;
  }
}

function hasExtension({ objects }: Schema, name: string): boolean {
  return objects.some((object) => object.kind === "extension" && object.name === name);
}

function distinctNeeds(needs: readonly Demand["need"][]): readonly Demand["need"][] {
  return needs.filter((need, i) => needs.findIndex((each) => each.kind === need.kind && each.id === need.id && each.how === need.how) === i);
}

function distinct(unserved: readonly Unserved[]): readonly Unserved[] {
  return unserved.filter((each, i) => unserved.findIndex((other) => other.need.id === each.need.id && other.code === each.code && other.tableId === each.tableId && other.columnId === each.columnId) === i);
}

const byId = (a: { readonly id: Id }, b: { readonly id: Id }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
