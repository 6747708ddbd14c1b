import {
  consistencies, loadBounds, orderings, outOfBounds, patternBounds, patternOperations, textNeeds, type AccessPattern, type Id, type LoadNumber, type PatternNumber, type TableLoad,
} from "../../model";
import type { Problem } from "../design";
import { encodeSort } from "../encode";
import { writeRecord, type Properties } from "../patch";
import type { Built } from "./build-others";
import { unnamed } from "./build-table";
import { fix, nameOf, problem, restoreFix, unreadableProblem, type Fix } from "./problem";
import type { RecordReader } from "./record-reader";
import type { RecordStore } from "./record-store";

/** The access patterns. What one names and is gone is cut from it and said so; the rest of it holds. */
export function buildPatterns(store: RecordStore): Built<AccessPattern> {
  const problems: Problem[] = [];
  const value = store.live("pattern").map((record) => buildPattern(store.reader(record.id), store, problems));
  return { value, problems };
}

function buildPattern(reader: RecordReader, store: RecordStore, problems: Problem[]): AccessPattern {
  const name = reader.filled("name") ?? unnamed;
  const what = `Access pattern ${name}`;
  const number = (property: string, of: PatternNumber): number | undefined => checked(reader.number(property), (value) => outOfBounds(value, patternBounds[of]), property, reader.id, what, problems);
  const operation = reader.oneOf("op", patternOperations) ?? "list";
  const tableId = reader.filled("table");
  const query = reader.filled("query");
  const expectedPerformance = reader.filled("perf");
  const hops = reader.hops("hops");
  const text = reader.oneOf("text", textNeeds);
  const consistency = reader.oneOf("cons", consistencies);
  const ordering = reader.oneOf("ordering", orderings);
  const adHoc = reader.decided("adhoc");
  const equality = reader.ids("eq") ?? [];
  const sort = reader.sort("sort") ?? [];
  const range = reader.filled("range");
  const scope = reader.filled("scope");
  const joins = reader.ids("joins") ?? [];
  const atomic = reader.ids("atomic") ?? [];

  const has = { table: (id: Id): boolean => store.isLive(id, "table"), column: (id: Id): boolean => isLiveColumn(store, id) };
  const lost = { equality: equality.filter((id) => !has.column(id)), sort: sort.filter(({ column }) => !has.column(column)), range: gone(range, has.column), scope: gone(scope, has.column) };
  const columns = [...new Set([...lost.equality, ...lost.sort.map(({ column }) => column), ...lost.range, ...lost.scope])];
  if (columns.length > 0) {
    const rest: Properties = {
      eq: some(equality.filter(has.column)), ...(lost.range.length === 0 ? {} : { range: undefined }), ...(lost.scope.length === 0 ? {} : { scope: undefined }),
      sort: sort.length === lost.sort.length ? undefined : encodeSort(sort.filter(({ column }) => has.column(column))),
    };
    problems.push(problem("warning", "pattern-column-missing", reader.id, `${what} reads by ${columns.map((id) => titleOf(store, id, "column")).join(", ")}, which ${columns.length === 1 ? "is" : "are"} not in the design; it is kept without.`,
      fix(columns.length === 1 ? "Take it out of the pattern" : "Take them out of the pattern", writeRecord(reader.id, rest)), ...columns.map((id) => restoreColumn(store, id))));
  }
  const tables = [...new Set([...joins, ...atomic])].filter((id) => !has.table(id));
  if (tables.length > 0) {
    problems.push(problem("warning", "pattern-join-missing", reader.id, `${what} reads or changes ${tables.map((id) => titleOf(store, id, "table")).join(", ")} too, which ${tables.length === 1 ? "is" : "are"} not in the design; it is kept without.`,
      fix(tables.length === 1 ? "Take it out of the pattern" : "Take them out of the pattern", writeRecord(reader.id, { joins: some(joins.filter(has.table)), atomic: some(atomic.filter(has.table)) })),
      ...tables.map((id) => restoreFix(`Bring table ${nameOf(store.get(id))} back`, id, store))));
  }
  if (tableId !== undefined && !has.table(tableId)) {
    problems.push(problem("warning", "pattern-table-missing", reader.id, `${what} starts from a table that is not in the design.`,
      fix("Let it start from no table", writeRecord(reader.id, { table: undefined })), restoreFix(`Bring table ${nameOf(store.get(tableId))} back`, tableId, store)));
  }
  const pattern: AccessPattern = {
    id: reader.id, name, operation,
    ...given("tableId", tableId !== undefined && has.table(tableId) ? tableId : undefined), ...given("query", query), ...given("expectedPerformance", expectedPerformance),
    ...given("rate", number("rate", "rate")), ...given("rateInYear", number("rate1y", "rateInYear")),
    ...given("equality", some(equality.filter(has.column))), ...given("range", lost.range.length === 0 ? range : undefined),
    ...given("sort", some(sort.filter(({ column }) => has.column(column)))), ...given("joins", some(joins.filter(has.table))),
    ...given("hops", typeof hops === "number" ? checked(hops, (value) => outOfBounds(value, patternBounds.hops), "hops", reader.id, what, problems) : hops),
    ...given("window", number("window", "window")), ...given("text", text), ...given("items", number("items", "items")), ...given("itemBytes", number("bytes", "itemBytes")),
    ...given("p99", number("p99", "p99")), ...given("consistency", consistency), ...given("atomicWith", some(atomic.filter(has.table))), ...given("ordering", ordering),
    ...given("historyDays", number("history", "historyDays")), ...given("scope", lost.scope.length === 0 ? scope : undefined), ...given("adHoc", adHoc),
    ...given("weight", number("weight", "weight")),
  };
  problems.push(...unreadableProblem(reader, what));
  return pattern;
}

/** What is expected of tables in production. */
export function buildLoads(store: RecordStore): { readonly loads: ReadonlyMap<Id, TableLoad>; readonly problems: readonly Problem[] } {
  const loads = new Map<Id, TableLoad>();
  const problems: Problem[] = [];
  for (const record of store.live("table")) {
    if (!loadProperties.some(({ property }) => record.values.has(property)) && !record.values.has("oldRows")) continue;
    const reader = store.reader(record.id);
    const what = `Table ${nameOf(record)}`;
    let load: TableLoad = {};
    for (const { property, key } of loadProperties) {
      load = { ...load, ...given(key, checked(reader.number(property), (value) => outOfBounds(value, loadBounds[key]), property, record.id, what, problems)) };
    }
    load = { ...load, ...given("oldRowsChange", reader.decided("oldRows")) };
    problems.push(...unreadableProblem(reader, what));
    if (Object.keys(load).length > 0) loads.set(record.id, load);
  }
  return { loads, problems };
}

const loadProperties: readonly { readonly property: string; readonly key: LoadNumber }[] = [
  { property: "rows", key: "rows" }, { property: "rows1y", key: "rowsInYear" }, { property: "bytes", key: "itemBytes" }, { property: "retention", key: "retentionDays" },
  { property: "hottest", key: "hottestWrites" }, { property: "perParent", key: "perParent" },
];

/** A number that can be; one that cannot counts as unknown, and is said so. */
function checked(
  value: number | undefined, wrong: (value: number) => string | undefined, property: string, id: Id, what: string, problems: Problem[],
): number | undefined {
  const sentence = value === undefined ? undefined : wrong(value);
  if (sentence === undefined) return value;
  problems.push(problem("warning", "impossible-number", id, `${what} has ${String(value)}, which cannot be. ${sentence}`, fix("Take the number away", writeRecord(id, { [property]: undefined }))));
  return undefined;
}

function isLiveColumn(store: RecordStore, id: Id): boolean {
  const owner = store.get(id)?.owner;
  return store.isLive(id, "column") && owner !== undefined && store.isLive(owner, "table");
}

/** "column status", or "a column" for an id that nothing is known of. */
function titleOf(store: RecordStore, id: Id, kind: "column" | "table"): string {
  const record = store.get(id);
  return record?.kind === kind ? `${kind} ${nameOf(record)}` : `a ${kind}`;
}

/** Brings a column back, or the table that went with it. */
function restoreColumn(store: RecordStore, id: Id): Fix | undefined {
  const record = store.get(id);
  if (record?.kind !== "column") return undefined;
  if (record.deleted !== undefined) return restoreFix(`Bring column ${nameOf(record)} back`, id, store);
  return record.owner === undefined ? undefined : restoreFix(`Bring table ${nameOf(store.get(record.owner))} back`, record.owner, store);
}

const gone = (id: Id | undefined, has: (id: Id) => boolean): readonly Id[] => (id === undefined || has(id) ? [] : [id]);
const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** The property where there is something to say. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V };
function given(key: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [key]: value };
}
