import type { Schema, Table } from "../../model";
import { readConditions } from "./conditions";
import { Facts } from "./facts";
import { isWord, queryIn, splitAt, splitCommas, wordOf, type Node } from "./nodes";
import { pathAt, Scope } from "./scope";
import { windowOf } from "./spans";

export type Verb = "select" | "insert" | "update" | "delete";

export type ReadOff = { readonly ok: true; readonly verb: Verb; readonly facts: Facts } | { readonly ok: false; readonly reason: string };

const clauseStarts = new Set(["from", "where", "group", "having", "order", "limit", "offset", "fetch", "window", "union", "intersect", "except", "for", "returning", "set", "values", "using", "on", "qualify"]);
const aggregates = new Set([
  "count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "group_concat", "json_group_array", "json_arrayagg", "total", "stddev", "stddev_pop",
  "stddev_samp", "variance", "var_pop", "var_samp", "percentile_cont", "percentile_disc", "bool_and", "bool_or", "every", "mode", "corr", "median", "approx_count_distinct",
]);
/** Words that may stand behind a table and are no alias. */
const notAliases = new Set([...clauseStarts, "join", "inner", "left", "right", "full", "cross", "natural", "lateral", "as", "tablesample", "partition", "use", "force", "ignore", "straight_join", "default", "select", "with"]);

/** Reads one statement of SQL against a schema. */
export function readStatement(nodes: readonly Node[], schema: Schema): ReadOff {
  const statement = withoutPrefix(nodes);
  const facts = new Facts();
  const missing: string[] = [];
  const reader = new Reader(missing);
  const verb = reader.statement(statement, new Scope(schema), facts);
  if (verb === undefined) {
    const word = wordOf(statement[0]);
    return { ok: false, reason: word === undefined ? "This is not a statement of SQL." : `${word.toUpperCase()} is neither a read nor a write of rows.` };
  }
  if (facts.main === undefined) return { ok: false, reason: missing[0] === undefined ? "It names no table." : `There is no table ${missing[0]} in this design.` };
  for (const name of missing) facts.note(`There is no table ${name} in this design; it is left out.`);
  return { ok: true, verb, facts };
}

/** Without EXPLAIN and PREPARE before it. */
function withoutPrefix(nodes: readonly Node[]): readonly Node[] {
  if (isWord(nodes[0], "explain")) {
    const at = nodes.findIndex((node, i) => i > 0 && isWord(node, "select", "with", "insert", "update", "delete"));
    return at < 0 ? nodes : nodes.slice(at);
  }
  if (isWord(nodes[0], "prepare")) {
    const at = nodes.findIndex((node) => isWord(node, "as"));
    return at < 0 ? nodes : nodes.slice(at + 1);
  }
  return nodes.length === 1 && queryIn(nodes[0]) !== undefined ? queryIn(nodes[0]) ?? nodes : nodes;
}

class Reader {
  constructor(private readonly missing: string[]) {}

  /** Reads a statement into facts; undefined for what is none that reads or writes rows. */
  statement(nodes: readonly Node[], scope: Scope, facts: Facts): Verb | undefined {
    const word = wordOf(nodes[0]);
    switch (word) {
      case "with": return this.withQueries(nodes, scope, facts);
      case "select": case "table": case "values": this.select(nodes, scope, facts); return "select";
      case "insert": case "replace": this.insert(nodes, scope, facts); return "insert";
      case "update": this.update(nodes, scope, facts); return "update";
      case "delete": this.remove(nodes, scope, facts); return "delete";
      case "merge": this.merge(nodes, scope, facts); return "update";
      default: {
        const [first] = nodes;
        const inner = queryIn(first);
        if (inner === undefined) return undefined;
        const verb = this.statement(inner, scope, facts);
        this.tail(nodes.slice(1), scope, facts);
        return verb;
      }
    }
  }

  private readonly inside = (nodes: readonly Node[], scope: Scope): Facts => {
    const facts = new Facts();
    this.statement(nodes, scope.inner(), facts);
    return facts;
  };

  private withQueries(nodes: readonly Node[], outer: Scope, facts: Facts): Verb | undefined {
    const queries = new Map<string, Table | undefined>();
    const scope = outer.inner(queries);
    let at = 1;
    const recursive = isWord(nodes[at], "recursive");
    if (recursive) at += 1;
    const read: Facts[] = [];
    while (at < nodes.length) {
      const name = nodes[at];
      if (name?.kind !== "name") break;
      if (recursive) queries.set(name.name.toLowerCase(), undefined);
      let body = at + 1;
      while (body < nodes.length && queryIn(nodes[body]) === undefined && nodes[body]?.kind !== "comma") body += 1;
      const query = queryIn(nodes[body]);
      const inner = query === undefined ? new Facts() : this.inside(query, scope);
      queries.set(name.name.toLowerCase(), inner.main);
      if (recursive && query !== undefined && mentions(query, name.name)) inner.recursive = true;
      read.push(inner);
      at = body + 1;
      while (at < nodes.length && nodes[at]?.kind !== "comma" && !isWord(nodes[at], "select", "insert", "update", "delete", "values", "table", "merge")) at += 1;
      if (nodes[at]?.kind !== "comma") break;
      at += 1;
    }
    const verb = this.statement(nodes.slice(at), scope, facts);
    for (const inner of read) facts.take(inner);
    return verb;
  }

  private select(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const arms = splitAt(nodes, (node) => isWord(node, "union", "intersect", "except"));
    const [first = [], ...others] = arms;
    const own = scope.inner();
    this.selectOne(first, own, facts);
    for (const [i, arm] of others.entries()) {
      const body = isWord(arm[0], "all", "distinct") ? arm.slice(1) : arm;
      // The sort and limit behind the last arm are those of the whole.
      const inner = new Facts();
      this.statement(body, scope.inner(), inner);
      facts.take(inner);
      if (i === others.length - 1) {
        facts.limit ??= inner.limit;
        for (const sort of inner.sort) facts.sorted(sort);
      }
    }
  }

  private selectOne(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const clauses = clausesOf(nodes);
    const from = clauses.get("from");
    if (from !== undefined) this.from(from, scope, facts);
    const list = clauses.get("select") ?? [];
    if (this.aggregated(list) || clauses.has("group")) facts.aggregates = true;
    if (clauses.has("group")) facts.groups = true;
    facts.window ??= windowOf(list) ?? windowOf(clauses.get("group") ?? []);
    for (const item of splitCommas(list)) for (const node of item) this.deep(node, scope, facts);
    readConditions(clauses.get("where") ?? [], scope, facts, this.inside);
    this.having(clauses.get("having"), scope, facts);
    this.sort(clauses.get("order"), list, scope, facts);
    facts.limit ??= limitOf(clauses) ?? topOf(list);
  }

  /** What stands behind a query in parentheses. */
  private tail(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const clauses = clausesOf(nodes);
    this.sort(clauses.get("order"), [], scope, facts);
    facts.limit ??= limitOf(clauses);
  }

  private having(nodes: readonly Node[] | undefined, scope: Scope, facts: Facts): void {
    for (const node of nodes ?? []) this.deep(node, scope, facts);
  }

  /** Queries anywhere inside. */
  private deep(node: Node, scope: Scope, facts: Facts): void {
    const query = queryIn(node);
    if (query !== undefined) facts.take(this.inside(query, scope));
    else if (node.kind === "group") for (const inner of node.nodes) this.deep(inner, scope, facts);
  }

  private aggregated(list: readonly Node[]): boolean {
    return list.some((node, i) => {
      if (node.kind === "group" && queryIn(node) === undefined) return this.aggregated(node.nodes);
      const word = wordOf(node);
      if (word === undefined || !aggregates.has(word) || list[i + 1]?.kind !== "group") return false;
      // A window function gives each row; so does the largest of several values of one row.
      const arguments_ = list[i + 1];
      if ((word === "min" || word === "max") && arguments_?.kind === "group" && splitCommas(arguments_.nodes).length > 1) return false;
      const over = isWord(list[i + 2], "over") || (isWord(list[i + 2], "filter") && isWord(list[i + 4], "over"));
      return !over;
    });
  }

  /** FROM, USING or the tables of an UPDATE: what is read, and what joins it. */
  private from(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const conditions: (readonly Node[])[] = [];
    for (let at = 0; at < nodes.length;) {
      const node = nodes[at];
      if (isWord(node, "on")) {
        const end = nodes.findIndex((next, i) => i > at && (next.kind === "comma" || isWord(next, "join", "inner", "left", "right", "full", "cross", "natural", "straight_join")));
        const stop = end < 0 ? nodes.length : end;
        conditions.push(nodes.slice(at + 1, stop));
        at = stop;
      } else if (isWord(node, "using")) at += 2;
      else if (node?.kind === "group") {
        const query = queryIn(node);
        if (query === undefined) this.from(node.nodes, scope, facts);
        else {
          facts.take(this.inside(query, scope));
          scope.sources.push({ alias: aliasAt(nodes, at + 1) ?? "" });
        }
        at += 1;
      } else if (node?.kind === "name" && !(node.word !== undefined && (notAliases.has(node.word) || node.word === "only" || node.word === "outer"))) {
        at = this.source(nodes, at, scope, facts);
      } else at += 1;
    }
    for (const condition of conditions) readConditions(condition, scope, facts, this.inside);
  }

  private source(nodes: readonly Node[], at: number, scope: Scope, facts: Facts): number {
    const path = pathAt(nodes, at);
    if (path === undefined) return at + 1;
    // A function: generate_series(...), unnest(...).
    if (nodes[path.after]?.kind === "group") return path.after + 1 + (aliasAt(nodes, path.after + 1) === undefined ? 0 : aliasLength(nodes, path.after + 1));
    const own = path.names.at(-1) ?? "";
    const query = path.names.length === 1 ? scope.query(own) : undefined;
    const table = query === undefined ? scope.table(path.names) : undefined;
    const alias = aliasAt(nodes, path.after) ?? own;
    if (query !== undefined) {
      if (query !== null) facts.read(query);
      scope.sources.push({ alias });
    } else if (table === undefined) {
      this.missing.push(path.names.join("."));
      scope.sources.push({ alias });
    } else {
      facts.read(table);
      scope.sources.push({ alias, table });
    }
    return path.after + aliasLength(nodes, path.after);
  }

  private sort(nodes: readonly Node[] | undefined, list: readonly Node[], scope: Scope, facts: Facts): void {
    if (nodes === undefined) return;
    for (const part of splitCommas(isWord(nodes[0], "by") ? nodes.slice(1) : nodes)) {
      const path = pathAt(part, 0);
      const order = part.some((node) => isWord(node, "desc")) ? "desc" : "asc";
      const alone = path !== undefined && part.slice(path.after).every((node) => isWord(node, "asc", "desc", "nulls", "first", "last", "using"));
      const names = alone && path !== undefined ? aliased(path.names, list) ?? path.names : undefined;
      const found = names === undefined ? undefined : scope.column(names);
      if (found !== undefined) facts.sorted({ column: found.column.id, order });
      else facts.note("Sorting by an expression is left out: only an index on that expression serves it.");
    }
  }

  private insert(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const into = nodes.findIndex((node) => isWord(node, "into"));
    const path = pathAt(nodes, into < 0 ? 1 : into + 1);
    this.writes(path?.names ?? [], scope, facts);
    const rest = nodes.slice(path?.after ?? nodes.length);
    const values = rest.findIndex((node) => isWord(node, "values", "value"));
    if (values >= 0) {
      const stop = rest.findIndex((node, i) => i > values && isWord(node, "on", "returning", "as"));
      facts.rows = rest.slice(values + 1, stop < 0 ? rest.length : stop).filter((node) => node.kind === "group").length || 1;
    }
    const query = rest.findIndex((node) => isWord(node, "select", "with") || queryIn(node) !== undefined);
    if (query < 0) return;
    const inner = queryIn(rest[query]) ?? untilWord(rest.slice(query), "returning");
    const source = this.inside(inner, scope);
    facts.take(source);
    // What it is taken from is looked up by those keys; what is written is not.
    facts.note("Rows come from a query; how many is not known.");
  }

  private update(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const own = scope.inner();
    const set = nodes.findIndex((node) => isWord(node, "set"));
    const target = nodes.slice(1, set < 0 ? nodes.length : set).filter((node) => !isWord(node, "only", "or", "ignore", "low_priority", "rollback", "abort", "replace", "fail"));
    this.from(target, own, facts);
    if (facts.main !== undefined) facts.written.push(facts.main);
    const clauses = clausesOf(nodes.slice(set < 0 ? nodes.length : set));
    const from = clauses.get("from");
    if (from !== undefined) this.from(from, own, facts);
    for (const node of clauses.get("set") ?? []) this.deep(node, own, facts);
    readConditions(clauses.get("where") ?? [], own, facts, this.inside);
    this.sort(clauses.get("order"), [], own, facts);
    facts.limit = limitOf(clauses);
  }

  private remove(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const own = scope.inner();
    const clauses = clausesOf(nodes);
    // MySQL's DELETE o FROM orders o JOIN ...: the tables stand behind FROM all the same.
    this.from((clauses.get("from") ?? []).filter((node) => !isWord(node, "only")), own, facts);
    if (facts.main !== undefined) facts.written.push(facts.main);
    const using = clauses.get("using");
    if (using !== undefined) this.from(using, own, facts);
    readConditions(clauses.get("where") ?? [], own, facts, this.inside);
    this.sort(clauses.get("order"), [], own, facts);
    facts.limit = limitOf(clauses);
  }

  private merge(nodes: readonly Node[], scope: Scope, facts: Facts): void {
    const own = scope.inner();
    const using = nodes.findIndex((node) => isWord(node, "using"));
    const on = nodes.findIndex((node) => isWord(node, "on"));
    const when = nodes.findIndex((node) => isWord(node, "when"));
    this.from(nodes.slice(1, using < 0 ? nodes.length : using).filter((node) => !isWord(node, "into", "only")), own, facts);
    if (facts.main !== undefined) facts.written.push(facts.main);
    if (using >= 0) this.from(nodes.slice(using + 1, on < 0 ? nodes.length : on), own, facts);
    if (on >= 0) readConditions(nodes.slice(on + 1, when < 0 ? nodes.length : when), own, facts, this.inside);
  }

  private writes(names: readonly string[], scope: Scope, facts: Facts): void {
    const table = scope.table(names);
    if (table === undefined) this.missing.push(names.join("."));
    else {
      facts.read(table);
      facts.written.push(table);
    }
  }
}

/** The clauses of a statement by their first word; the words before FROM are those of `select`. */
function clausesOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const clauses = new Map<string, Node[]>();
  let current: Node[] = [];
  for (const [i, node] of nodes.entries()) {
    const word = wordOf(node);
    const before = nodes[i - 1];
    // `ON` belongs to FROM, `USING` too but for DELETE; `IS DISTINCT FROM` compares; FOR UPDATE ends the query.
    const starts = word !== undefined && (i === 0 || clauseStarts.has(word)) && before?.kind !== "dot" && nodes[i + 1]?.kind !== "dot"
      && !(word === "on" || (word === "using" && clauses.has("from") && !clauses.has("delete")) || (word === "using" && nodes[i + 1]?.kind === "group") || (word === "from" && isWord(before, "distinct")) || (word === "set" && i > 0 && !isWord(nodes[0], "update")));
    if (starts && word !== undefined && !clauses.has(word)) {
      current = [];
      clauses.set(word, current);
    } else current.push(node);
  }
  return clauses;
}

function limitOf(clauses: ReadonlyMap<string, readonly Node[]>): number | undefined {
  const limit = clauses.get("limit");
  // MySQL: LIMIT offset, count.
  const parts = limit === undefined ? [] : splitCommas(limit);
  const count = (parts.length > 1 ? parts[1] : parts[0])?.[0] ?? clauses.get("fetch")?.find((node) => node.kind === "value");
  return numberOf(count) ?? (clauses.has("fetch") && count === undefined ? 1 : undefined);
}

/** SQL Server's TOP n. */
function topOf(list: readonly Node[]): number | undefined {
  if (!isWord(list[0], "top")) return undefined;
  const [, second] = list;
  return numberOf(second?.kind === "group" ? second.nodes[0] : second);
}

function numberOf(node: Node | undefined): number | undefined {
  return node?.kind === "value" && /^\d+$/.test(node.text) && Number(node.text) > 0 ? Number(node.text) : undefined;
}

function untilWord(nodes: readonly Node[], word: string): readonly Node[] {
  const at = nodes.findIndex((node) => isWord(node, word));
  return at < 0 ? nodes : nodes.slice(0, at);
}

function aliasAt(nodes: readonly Node[], at: number): string | undefined {
  const node = isWord(nodes[at], "as") ? nodes[at + 1] : nodes[at];
  return node?.kind === "name" && !(node.word !== undefined && notAliases.has(node.word)) ? node.name : undefined;
}

const aliasLength = (nodes: readonly Node[], at: number): number => (aliasAt(nodes, at) === undefined ? 0 : isWord(nodes[at], "as") ? 2 : 1);

/** The column an alias of the select list stands for; so does a number. */
function aliased(names: readonly string[], list: readonly Node[]): readonly string[] | undefined {
  const [name] = names;
  if (names.length !== 1 || name === undefined) return undefined;
  for (const item of splitCommas(list)) {
    const path = pathAt(item, 0);
    if (path !== undefined && path.after < item.length && aliasAt(item, path.after)?.toLowerCase() === name.toLowerCase()) return path.names;
  }
  return undefined;
}

function mentions(nodes: readonly Node[], name: string): boolean {
  return nodes.some((node) => (node.kind === "name" ? node.name.toLowerCase() === name.toLowerCase() : node.kind === "group" && mentions(node.nodes, name)));
}
