import { counted, writes, type AccessPattern, type Id, type Schema, type TableLoad } from "../model";
import type { AnswerDiagnostic } from "./advice";
import { attributePatterns } from "./attribute-patterns";
import type { AttributeName, Attributes } from "./attributes";
import { readAttributes } from "./read-attributes";
import { rowSize } from "./row-size";
import { seriesTables, type PatternGround } from "./series-tables";

/** What of a design speaks about its workload. */
export interface DesignUsage {
  /** Answers to the wizard by attribute (`deploy`, `editions.neo4j`); `null` is "none". They come before what is derived. */
  readonly workload: ReadonlyMap<string, string | number | boolean | null>;
  readonly schema: Pick<Schema, "tables">;
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly patterns: readonly AccessPattern[];
}

/** An attribute that nobody answered and the design tells. */
export interface DerivedAnswer {
  readonly attribute: AttributeName;
  /** Where it comes from: "The sum of 3 of 5 tables." */
  readonly sentence: string;
}

export interface UsageAttributes {
  readonly attributes: Attributes;
  readonly derived: readonly DerivedAnswer[];
  /** Answers that cannot be; the rest is kept. Paths are attributes. */
  readonly diagnostics: readonly AnswerDiagnostic[];
}

/** The answers to advise on: the wizard's, and for the rest what patterns, loads and tables say. Nothing is derived from nothing. */
export function attributesOf(usage: DesignUsage): UsageAttributes {
  const answered = answersIn(usage.workload);
  const ground: PatternGround = { tables: usage.schema.tables, loads: usage.loads, patterns: usage.patterns };
  const derived = Object.entries(derive(ground)).filter(([attribute]) => !(attribute in answered.attributes));
  return {
    attributes: {
      ...Object.fromEntries(derived.map(([attribute, { value }]) => [attribute, value])),
      ...answered.attributes,
      patterns: attributePatterns(ground),
    },
    derived: derived.map(([, { attribute, sentence }]) => ({ attribute, sentence })),
    diagnostics: answered.diagnostics,
  };
}

function answersIn(workload: DesignUsage["workload"]): { readonly attributes: Attributes; readonly diagnostics: readonly AnswerDiagnostic[] } {
  const plain = [...workload].filter(([name]) => !name.includes("."));
  const editions = [...workload].flatMap(([name, value]) => name.startsWith("editions.") ? [[name.slice("editions.".length), value] as const] : []);
  const read = readAttributes({ ...Object.fromEntries(plain), ...(editions.length === 0 ? {} : { editions: Object.fromEntries(editions) }) });
  return read.ok ? read.value : { attributes: {}, diagnostics: [] };
}

interface Derivation {
  readonly attribute: AttributeName;
  readonly value: Attributes[AttributeName];
  readonly sentence: string;
}

function derive(ground: PatternGround): Readonly<Record<string, Derivation>> {
  const found = [...sizes(ground), ...rates(ground), ...promises(ground), ...lifetimes(ground), ...structure(ground)];
  return Object.fromEntries(found.map((derivation) => [derivation.attribute, derivation]));
}

function of<A extends AttributeName>(attribute: A, value: Attributes[A], sentence: string): readonly Derivation[] {
  return value === undefined ? [] : [{ attribute, value, sentence }];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const largest = (values: readonly number[]): number | undefined => values.length === 0 ? undefined : Math.max(...values);
const round = (value: number): number => Number(value.toPrecision(3));

function sizes({ tables, loads }: PatternGround): readonly Derivation[] {
  const loaded = tables.flatMap((table) => {
    const load = loads.get(table.id);
    const inYear = load?.rowsInYear ?? load?.rows;
    return load === undefined ? [] : [{ table, load, inYear }];
  });
  const now = loaded.flatMap(({ load }) => load.rows ?? []);
  const later = loaded.flatMap(({ inYear }) => inYear ?? []);
  const partly = (known: number): string => `The sum of ${known === tables.length ? "all" : `${known} of ${counted(tables.length, "table")}`}${known === tables.length ? ` ${counted(tables.length, "table")}` : "; the rest is not known"}.`;
  const items = tables.flatMap((table) => loads.get(table.id)?.itemBytes ?? rowSize(table).most ?? []);
  const bytes = loaded.flatMap(({ table, inYear }) => inYear === undefined ? [] : inYear * rowSize(table).typical);
  return [
    ...now.length === 0 ? [] : of("rows_now", sum(now), partly(now.length)),
    ...later.length === 0 ? [] : of("rows_1y", sum(later), partly(later.length)),
    ...bytes.length === 0 ? [] : of("dataset_gb_1y", round(sum(bytes) / 1e9), `Rows in a year times what a row usually takes by its columns; without indexes. ${partly(bytes.length)}`),
    ...items.length === 0 ? [] : of("item_kb_max", round(Math.max(...items) / 1024), "The largest row that is stated, or bounded by its columns."),
  ];
}

function rates(ground: PatternGround): readonly Derivation[] {
  const { patterns, loads } = ground;
  const series = seriesTables(ground);
  const rated = patterns.flatMap((pattern) => {
    const rate = pattern.rateInYear ?? pattern.rate;
    return rate === undefined ? [] : [{ pattern, rate }];
  });
  const total = (writing: boolean): readonly Derivation[] => {
    const theirs = rated.filter(({ pattern }) => writes(pattern) === writing);
    const all = patterns.filter((pattern) => writes(pattern) === writing).length;
    return theirs.length === 0 ? [] : of(writing ? "writes_s" : "reads_s", round(sum(theirs.map(({ rate }) => rate))), `The rates of ${theirs.length} of ${counted(all, writing ? "writing pattern" : "reading pattern")}, in a year where stated.`);
  };
  const inOrder = rated.filter(({ pattern }) => pattern.operation === "insert" && pattern.tableId !== undefined && series.has(pattern.tableId)).map(({ rate }) => rate);
  const hottest = largest([...loads.values()].flatMap(({ hottestWrites }) => hottestWrites ?? []));
  const keys = alternateKeys(patterns);
  return [
    ...total(false), ...total(true),
    ...inOrder.length === 0 ? [] : of("sequential_writes_s", round(sum(inOrder)), "What is inserted into tables that are read by time."),
    ...of("hot_item_writes_s", hottest, "The row that is written most, of all tables."),
    ...keys === 0 ? [] : of("alternate_keys", keys, "Different combinations that one table is looked up by."),
  ];
}

/** Of the table with most: how many combinations of equality columns it is read by. */
function alternateKeys(patterns: readonly AccessPattern[]): number {
  const combinations = new Map<Id, Set<string>>();
  for (const { tableId, equality } of patterns) {
    if (tableId === undefined || equality === undefined || equality.length === 0) continue;
    combinations.set(tableId, (combinations.get(tableId) ?? new Set()).add([...equality].sort().join(" ")));
  }
  return largest([...combinations.values()].map(({ size }) => size)) ?? 0;
}

/** A promise kept for less of the weight than this is met by a copy (a cache), not by the choice of the system of record. A judgement. */
const leastPromised = 0.25;

const weigh = ({ weight = 3 }: AccessPattern): number => weight;

function promises({ patterns }: PatternGround): readonly Derivation[] {
  const all = sum(patterns.map(weigh));
  const prompt = patterns.filter(({ p99 }) => p99 !== undefined).sort((a, b) => (a.p99 ?? 0) - (b.p99 ?? 0));
  const decisive = prompt.find((_, i) => sum(prompt.slice(0, i + 1).map(weigh)) >= leastPromised * all) ?? prompt.at(-1);
  const strongest = (["strong", "read-your-writes", "eventual"] as const).find((level) => patterns.some(({ consistency }) => consistency === level));
  const writing = patterns.filter(writes);
  const atomic = writing.filter(({ atomicWith }) => (atomicWith ?? []).length > 0);
  const together = largest(atomic.map(({ atomicWith = [], items = 1 }) => atomicWith.length + items));
  const adHoc = patterns.filter((pattern) => pattern.adHoc === true);
  const allSaid = patterns.length > 0 && patterns.every((pattern) => pattern.adHoc !== undefined);
  return [
    ...of("p99_ms", decisive?.p99, `The strictest that a quarter of the patterns' weight asks for: ${decisive?.name ?? ""}.`),
    ...of("consistency", strongest === undefined ? undefined : strongest === "read-your-writes" ? "ryw" : strongest, "The strictest of the patterns."),
    ...writing.length === 0 ? [] : of("tx", atomic.length > 0 ? "multi" : "item", atomic.length > 0 ? `${counted(atomic.length, "pattern")} ${atomic.length === 1 ? "changes" : "change"} several tables together.` : "No pattern changes several tables together."),
    ...of("tx_items", together, "Items and further tables of the largest pattern."),
    ...adHoc.length > 0 ? of("predictability", 2 * sum(adHoc.map(weigh)) >= all ? "adhoc" : "mixed", `${counted(adHoc.length, "pattern")} ${adHoc.length === 1 ? "is" : "are"} not known in advance.`)
      : allSaid ? of("predictability", "known", "All patterns are known in advance.") : [],
  ];
}

const daySeconds = 86_400;

function lifetimes({ patterns, loads, tables }: PatternGround): readonly Derivation[] {
  const series = seriesTables({ patterns, loads, tables });
  const all = sum(patterns.map(weigh));
  const kept = tables.flatMap(({ id }) => {
    const days = loads.get(id)?.retentionDays;
    return days === undefined ? [] : [{ id, days }];
  });
  const dropped = largest(kept.filter(({ id }) => series.has(id)).map(({ days }) => days));
  const expiring = kept.filter(({ id }) => !series.has(id));
  const onExpiring = sum(patterns.filter(({ tableId }) => expiring.some(({ id }) => id === tableId)).map(weigh));
  const changing = [...loads.values()].flatMap(({ oldRowsChange }) => oldRowsChange ?? []);
  return [
    ...of("retention_days", dropped, "The longest that rows read by time are kept."),
    ...onExpiring === 0 || onExpiring < leastPromised * all ? [] : of("ttl_s", Math.min(...expiring.map(({ days }) => days)) * daySeconds, "The shortest that rows of a table are kept, of tables that a quarter of the patterns' weight is about."),
    ...of("history_query_days", largest(patterns.flatMap(({ historyDays }) => historyDays ?? [])), "The pattern that reads furthest back."),
    ...changing.length === 0 ? [] : of("updates_to_history", changing.some(Boolean), changing.some(Boolean) ? "Old rows of a table change." : "Old rows do not change, as far as stated."),
  ];
}

function structure({ tables }: PatternGround): readonly Derivation[] {
  const references = sum(tables.map(({ foreignKeys }) => foreignKeys.length));
  const uniques = sum(tables.map(({ uniques: keys, indexes }) => keys.length + indexes.filter(({ unique }) => unique).length));
  if (references > 0) return of("integrity", "fk", `The tables have ${counted(references, "foreign key")}.`);
  return uniques > 0 ? of("integrity", "unique", `The tables have ${counted(uniques, "unique key")}.`) : [];
}
