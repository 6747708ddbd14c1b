import type { Id, PatternOperation, Schema, Table } from "../../model";
import type { PatternDraft } from "../commands/add-pattern";
import type { Facts } from "./facts";
import { isWord, statementsOf, wordOf, type Statement } from "./nodes";
import { readStatement, type Verb } from "./read-statement";

/** A statement that was understood: the pattern it makes, and what of it was left out. */
export interface QueryRead {
  /** 1-based line in the pasted text. */
  readonly line: number;
  readonly draft: PatternDraft & { readonly name: string; readonly operation: PatternOperation; readonly tableId: Id };
  /** What was left out or is uncertain, one sentence each. */
  readonly notes: readonly string[];
}

/** A statement that was not, and why. */
export interface QueryUnread {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface QueriesRead {
  readonly read: readonly QueryRead[];
  readonly unread: readonly QueryUnread[];
}

/**
 * Reads access patterns off SQL of any of the targets: tables, columns compared for equality, range, order, limit, text search,
 * aggregates and their window, traversals; statements between BEGIN and COMMIT change their tables together. Rates, latencies and
 * sizes are not in a query and stay unknown. Never throws.
 */
export function readQueries(sql: string, schema: Schema): QueriesRead {
  const read: QueryRead[] = [];
  const unread: QueryUnread[] = [];
  /** Writes of the transaction that is open. */
  let together: { readonly index: number; readonly tables: readonly Table[] }[] | undefined;
  const close = (): void => {
    for (const { index, tables } of together ?? []) {
      const others = [...new Set((together ?? []).flatMap((write) => write.tables).filter((table) => !tables.includes(table)).map(({ id }) => id))];
      const entry = read[index];
      if (entry !== undefined && others.length > 0) read[index] = { ...entry, draft: { ...entry.draft, atomicWith: [...new Set([...entry.draft.atomicWith ?? [], ...others])] } };
    }
    together = undefined;
  };
  for (const statement of statementsOf(sql)) {
    const word = wordOf(statement.nodes[0]);
    if (word === "begin" || (word === "start" && isWord(statement.nodes[1], "transaction"))) {
      close();
      together = [];
    } else if (word === "commit" || word === "rollback" || word === "end") close();
    else {
      const result = readStatement(statement.nodes, schema);
      if (!result.ok) unread.push({ line: statement.line, text: statement.text, reason: result.reason });
      else {
        if (result.facts.written.length > 0) together?.push({ index: read.length, tables: result.facts.written });
        const entry = draftOf(statement, result.verb, result.facts);
        if (entry !== undefined) read.push(entry);
      }
    }
  }
  close();
  return { read, unread };
}

function draftOf(statement: Statement, verb: Verb, facts: Facts): QueryRead | undefined {
  const { main } = facts;
  if (main === undefined) return undefined;
  const byKey = keyOf(main).some((key) => key.every((id) => facts.equality.includes(id))) && facts.tables.length === 1;
  const operation = operationOf(verb, facts, byKey);
  const items = verb === "insert" ? facts.rows : facts.aggregates && !facts.groups && verb === "select" ? 1 : byKey ? 1 : facts.limit;
  const [range, ...otherRanges] = facts.ranges.filter((id) => !facts.equality.includes(id));
  for (const id of otherRanges) facts.note(`A second range, on ${columnName(facts.tables, id)}, is left out: one key serves one.`);
  const joins = facts.tables.filter((table) => table !== main && !facts.written.includes(table)).map(({ id }) => id);
  const atomic = facts.written.filter((table) => table !== main).map(({ id }) => id);
  const draft = {
    name: statement.comment ?? nameFor(operation, main, facts, byKey), operation, tableId: main.id, query: statement.text,
    ...(facts.equality.length === 0 ? {} : { equality: [...facts.equality] }), ...(range === undefined ? {} : { range }), ...(facts.sort.length === 0 ? {} : { sort: [...facts.sort] }),
    ...(joins.length === 0 ? {} : { joins }), ...(atomic.length === 0 ? {} : { atomicWith: atomic }), ...(items === undefined ? {} : { items }),
    ...(facts.text === undefined ? {} : { text: facts.text }), ...(facts.window === undefined ? {} : { window: facts.window }),
    ...(facts.historyDays === undefined ? {} : { historyDays: facts.historyDays }),
    ...(operation === "traverse" ? { hops: facts.hops ?? "unbounded" as const } : {}),
  };
  return { line: statement.line, draft, notes: facts.notes };
}

function operationOf(verb: Verb, facts: Facts, byKey: boolean): PatternOperation {
  if (verb !== "select") return verb;
  if (facts.recursive) return "traverse";
  if (facts.searches) return "search";
  if (facts.aggregates) return "aggregate";
  return byKey || facts.limit === 1 ? "get" : "list";
}

/** Columns of which at most one row has the same values. */
function keyOf(table: Table): readonly (readonly Id[])[] {
  const indexes = table.indexes.filter((index) => index.unique && index.where === undefined && index.parts.every((part) => part.column !== undefined));
  return [
    ...(table.primaryKey === undefined ? [] : [table.primaryKey.columns]), ...table.uniques.map((key) => key.columns), ...indexes.map((index) => index.parts.flatMap((part) => part.column ?? [])),
  ].filter((key) => key.length > 0);
}

const verbs: Readonly<Record<PatternOperation, string>> = {
  get: "Get one of", list: "List", search: "Search", aggregate: "Count and sum", traverse: "Follow", subscribe: "Watch", insert: "Insert into", update: "Update", delete: "Delete from",
};

/** "List orders by customer id, sorted by placed at". */
function nameFor(operation: PatternOperation, main: Table, facts: Facts, byKey: boolean): string {
  const words = (id: Id): string => columnName(facts.tables, id).replaceAll("_", " ");
  const by = operation === "insert" ? [] : [...facts.equality.slice(0, 2), ...facts.ranges.slice(0, 1)].map(words);
  const [sort] = byKey || operation !== "list" ? [] : facts.sort;
  return `${verbs[operation]} ${main.name.replaceAll("_", " ")}${by.length === 0 ? "" : ` by ${by.join(" and ")}`}${sort === undefined ? "" : `, sorted by ${words(sort.column)}`}`.slice(0, 120);
}

function columnName(tables: readonly Table[], id: Id): string {
  for (const table of tables) for (const column of table.columns) if (column.id === id) return column.name;
  return "a column";
}
