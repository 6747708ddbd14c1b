import { writes, type AccessPattern, type ForeignKey, type Id, type Schema, type Table } from "../../model";
import { connection, hasColumn } from "../native/table-keys";

/** One request, or one round of like requests, that a pattern needs: rows of a table with given values, in an order. */
export interface Read {
  readonly pattern: AccessPattern;
  readonly table: Table;
  readonly equality: readonly Id[];
  /** Columns whose order is asked for; the first may have a range. */
  readonly order: readonly Id[];
  readonly descending: boolean;
  readonly range?: Id;
  /** What the order says that one request cannot: it runs in one direction, and has its range on the first column. */
  readonly sortedLater?: string;
  /** How it follows from the read before: rows that refer to what was read, or what those rows refer to. */
  readonly follows?: { readonly key: ForeignKey; readonly from: Id; readonly kind: "children" | "parent" };
}

/** The rounds of reads of a pattern, first to last; `stuck` when a table to be joined is not connected, or the pattern names no table. */
export interface Reading {
  readonly reads: readonly Read[];
  readonly stuck?: string;
}

/** Why DynamoDB cannot answer such a question by keys, and what would make it possible; undefined when it can. */
export function beyondKeys(pattern: AccessPattern): string | undefined {
  if (pattern.adHoc === true) return "Questions that are not known beforehand need a scan. What makes it possible: export the table to S3 (ExportTableToPointInTime, without read units) and ask Athena";
  if (pattern.operation === "search" && pattern.text !== "prefix") return "DynamoDB finds items by keys, not by words. What makes it possible: a search index kept by the table's stream (zero-ETL to OpenSearch Service), whose hits are read here by BatchGetItem";
  if (pattern.operation === "traverse" && pattern.hops !== 1) return `There are no joins: each step is one Query for every item of the step before (${pattern.hops === undefined || pattern.hops === "unbounded" ? "without an end" : `${pattern.hops} steps, so f + f² + ... requests for f neighbours each`}). What makes it possible: a result kept ready per item, or a graph database beside it`;
  return undefined;
}

/** What a pattern reads, before any thought of keys. Patterns that only insert read nothing. */
export function readingOf(pattern: AccessPattern, schema: Schema): Reading {
  const table = schema.tables.find(({ id }) => id === pattern.tableId);
  if (table === undefined) return { reads: [], stuck: "The pattern names no table of the design" };
  if (pattern.operation === "insert") return { reads: [] };
  const equality = [...new Set([...(pattern.scope === undefined ? [] : [pattern.scope]), ...(pattern.equality ?? [])])];
  const own = equality.filter((id) => hasColumn(table, id));
  const sort = (pattern.sort ?? []).filter(({ column }) => hasColumn(table, column) && !own.includes(column));
  const range = pattern.range !== undefined && hasColumn(table, pattern.range) && !own.includes(pattern.range) ? pattern.range : undefined;
  const sorted = sort.map(({ column }) => column);
  const [first] = sort;
  const order = range === undefined || sorted[0] === range ? sorted : [range];
  const mixed = sort.some(({ order: direction }) => direction !== first?.order);
  const main: Read = {
    pattern, table, equality: own, order: mixed ? order.slice(0, 1) : order, descending: first?.order === "desc" && order[0] === first.column,
    ...(range === undefined ? {} : { range }),
    ...(mixed ? { sortedLater: "one request reads in one direction only" } : range !== undefined && sorted.length > 0 && sorted[0] !== range ? { sortedLater: "the range needs the first place in the order" } : {}),
  };
  const foreign = equality.filter((id) => !hasColumn(table, id));
  const start = foreign.length === 0 ? { reads: [main] } : through(main, foreign, schema);
  if (start.stuck !== undefined || writes(pattern)) return start;
  return joined(pattern, start.reads, schema);
}

/** Values of another table are given: its rows are found first, then the rows that refer to them, or that they refer to. */
function through(main: Read, foreign: readonly Id[], schema: Schema): Reading {
  const other = schema.tables.find((table) => hasColumn(table, foreign[0] ?? ""));
  if (other === undefined || foreign.some((id) => !hasColumn(other, id))) return { reads: [], stuck: "Values of more than one further table are given" };
  const step = connection(main.table, other);
  if (step === undefined) return { reads: [], stuck: `${main.table.name} and ${other.name} are not connected` };
  const found: Read = { pattern: main.pattern, table: other, equality: foreign, order: [], descending: false };
  return { reads: [found, { ...main, equality: [...new Set([...step.equality, ...main.equality])], follows: { key: step.key, from: other.id, kind: step.kind } }] };
}

function joined(pattern: AccessPattern, start: readonly Read[], schema: Schema): Reading {
  const reads = [...start];
  const waiting = schema.tables.filter(({ id }) => pattern.joins?.includes(id) === true && !start.some(({ table }) => table.id === id));
  while (waiting.length > 0) {
    const next = reads.flatMap(({ table: from }) => waiting.map((table) => ({ from, table, step: connection(table, from) }))).find(({ step }) => step !== undefined);
    if (next?.step === undefined) return { reads, stuck: `${waiting[0]?.name ?? "A table"} is not connected to what is read before it` };
    waiting.splice(waiting.indexOf(next.table), 1);
    reads.push({ pattern, table: next.table, equality: next.step.equality, order: [], descending: false, follows: { key: next.step.key, from: next.from.id, kind: next.step.kind } });
  }
  return { reads };
}
