import type { Column, Table } from "../../model";
import { Facts } from "./facts";
import { isWord, queryIn, splitAt, wordOf, type Node } from "./nodes";
import { daysBack } from "./spans";
import { pathAt, type Scope } from "./scope";

/** Reads a query inside of a condition; handed in, since queries hold conditions and conditions queries. */
export type ReadQuery = (nodes: readonly Node[], scope: Scope) => Facts;

interface Found {
  readonly table: Table;
  readonly column: Column;
  /** Compared as it is, not through a function or a calculation. */
  readonly bare: boolean;
}

const rangeOperators = new Set(["<", ">", "<=", ">="]);
const likes = new Set(["like", "ilike", "similar", "glob"]);

/** Reads a condition of WHERE, ON or HAVING into what it says of equality, range and text. */
export function readConditions(nodes: readonly Node[], scope: Scope, facts: Facts, read: ReadQuery): void {
  for (const condition of conjuncts(nodes)) readCondition(condition, scope, facts, read);
}

/** Parts joined by AND; the AND of BETWEEN joins nothing. */
function conjuncts(nodes: readonly Node[]): readonly (readonly Node[])[] {
  let between = false;
  return splitAt(nodes, (node) => {
    if (isWord(node, "between")) between = true;
    if (!isWord(node, "and")) return false;
    if (between) {
      between = false;
      return false;
    }
    return true;
  }).filter((part) => part.length > 0);
}

function readCondition(nodes: readonly Node[], scope: Scope, facts: Facts, read: ReadQuery): void {
  const [first] = nodes;
  const alternatives = splitAt(nodes, (node) => isWord(node, "or")).filter((part) => part.length > 0);
  if (alternatives.length > 1) return readAlternatives(alternatives, scope, facts, read);
  if (isWord(first, "not")) {
    const [negated] = nodes.slice(1);
    if (nodes.length === 2 && negated?.kind === "name") return readFlag(nodes.slice(1), scope, facts);
    for (const node of nodes) readInside(node, scope, facts, read);
    facts.note("A negated condition is left out: no key serves it.");
    return;
  }
  if (nodes.length === 1 && first?.kind === "group" && queryIn(first) === undefined) return readConditions(first.nodes, scope, facts, read);
  if (isWord(first, "exists")) return nodes.slice(1).forEach((node) => readInside(node, scope, facts, read));
  if (isWord(first, "match") && nodes.some((node) => isWord(node, "against"))) return searched(facts, "relevance");
  const compares = nodes.findIndex((node) => node.kind === "operator" ? comparisons.has(node.text) : isWord(node, "in", "like", "ilike", "between", "is", "similar", "glob", "match", "regexp", "rlike"));
  // A remainder (`n % 2 = 0`) unless nothing else compares: then it is similarity.
  const at = compares >= 0 ? compares : nodes.findIndex((node) => node.kind === "operator" && node.text === "%");
  if (at < 0) {
    for (const node of nodes) readInside(node, scope, facts, read);
    return readFlag(nodes, scope, facts);
  }
  const negated = isWord(nodes[at - 1], "not");
  compare(nodes.slice(0, negated ? at - 1 : at), nodes[at], nodes.slice(at + 1), negated, scope, facts, read);
}

const comparisons = new Set(["=", "==", "<=>", "<", ">", "<=", ">=", "<>", "!=", "@@", "~", "~*", "!~", "!~*", "~~", "~~*", "@>", "<@", "&&"]);

function compare(left: readonly Node[], operator: Node | undefined, right: readonly Node[], negated: boolean, scope: Scope, facts: Facts, read: ReadQuery): void {
  const word = operator?.kind === "operator" ? operator.text : wordOf(operator) ?? "";
  const [a, b] = [found(left, scope), found(right, scope)];
  for (const node of [...left, ...right]) readInside(node, scope, facts, read);
  if (negated || word === "<>" || word === "!=") {
    if (a !== undefined || b !== undefined) facts.note(`${title(a ?? b)} is compared for what it is not, which no key serves; it is left out.`);
    return;
  }
  if (word === "is") {
    if (a !== undefined && !isWord(right[0], "not")) return equal(a, facts);
    if (a !== undefined) facts.note(`${title(a)} is asked to be there, which is left out.`);
    return;
  }
  if (word === "@@") return searched(facts, "relevance");
  if (likes.has(word) || word === "~~" || word === "~~*") return readLike(a, right, facts);
  if (word === "match") return searched(facts, "relevance");
  if (word === "regexp" || word === "rlike" || word.includes("~")) return searched(facts, undefined, a === undefined ? undefined : `${title(a)} is matched against an expression; the need is not said.`);
  if (word === "%") return a !== undefined && right.length > 0 ? searched(facts, "typo") : undefined;
  if (word === "@>" || word === "<@" || word === "&&") return a === undefined ? undefined : facts.note(`${title(a)} is asked for what it holds, which is left out.`);
  if (word === "in") return a === undefined || right.some((node) => queryIn(node) !== undefined) ? undefined : equal(a, facts);
  // Two columns of tables that are read: how they are joined.
  if (a !== undefined && b !== undefined && word !== "between") return;
  const column = a ?? b;
  const rest = a === undefined ? left : right;
  if (column !== undefined && isOfQuery(rest, scope)) return;
  if (column === undefined) return unknownName(left, word, right, facts);
  if (word === "=" || word === "==" || word === "<=>") {
    const subquery = rest.some((node) => queryIn(node) !== undefined);
    if (subquery && isWord(rest[0], "any", "some")) return;
    return equal(column, facts);
  }
  if (rangeOperators.has(word) || word === "between") {
    if (!column.bare) facts.note(`${title(column)} is compared through an expression, which an index on it does not serve.`);
    facts.ranged(column.column.id);
    facts.historyDays ??= daysBack(rest);
  }
}

/** `status = 'a' OR status = 'b'` is one equality; other alternatives are no key. */
function readAlternatives(alternatives: readonly (readonly Node[])[], scope: Scope, facts: Facts, read: ReadQuery): void {
  const arms = alternatives.map((nodes) => {
    const arm = new Facts();
    readConditions(nodes, scope, arm, read);
    return arm;
  });
  const columns = new Set(arms.flatMap(({ equality }) => equality));
  const [only] = columns;
  const plain = arms.every((arm) => arm.equality.length === 1 && arm.ranges.length === 0 && !arm.searches && arm.notes.length === 0);
  for (const arm of arms) {
    for (const table of arm.tables) facts.read(table);
    if (arm.searches) searched(facts, arm.text);
  }
  if (columns.size === 1 && plain && only !== undefined) facts.equal(only);
  else facts.note("Alternatives joined by OR are left out: one key does not serve them.");
}

function readLike(column: Found | undefined, right: readonly Node[], facts: Facts): void {
  const [pattern] = right;
  const text = pattern?.kind === "value" && !pattern.parameter ? pattern.text.replace(/^[a-z]?'|'$/gi, "") : undefined;
  // A constant beginning is one by which the engine can go; what a parameter holds is not known here.
  if (text !== undefined && column !== undefined && !/[%_*?]/.test(text)) return equal(column, facts);
  searched(facts, text === undefined || /^[%_*?]/.test(text) ? undefined : "prefix", text === undefined && column !== undefined ? `How ${title(column)} is searched depends on the parameter: say whether by its beginning.` : undefined);
}

function readFlag(nodes: readonly Node[], scope: Scope, facts: Facts): void {
  const path = pathAt(nodes, 0);
  const column = path === undefined || path.after !== nodes.length ? undefined : scope.column(path.names);
  if (column?.column.type.kind === "boolean") facts.equal(column.column.id);
}

/** Queries in what is compared. */
function readInside(node: Node, scope: Scope, facts: Facts, read: ReadQuery): void {
  const query = queryIn(node);
  if (query !== undefined) facts.take(read(query, scope));
  else if (node.kind === "group") for (const inner of node.nodes) readInside(inner, scope, facts, read);
}

function searched(facts: Facts, text: Facts["text"], note?: string): void {
  facts.searches = true;
  facts.text ??= text;
  if (note !== undefined) facts.note(note);
}

function equal(found: Found, facts: Facts): void {
  if (!found.bare) facts.note(`${title(found)} is compared through an expression, which only an index on that expression serves.`);
  facts.equal(found.column.id);
}

/** Whether what is compared with is a column of a query inside: a join too. */
function isOfQuery(nodes: readonly Node[], scope: Scope): boolean {
  const path = pathAt(nodes, 0);
  return path !== undefined && path.after === nodes.length && !constants.has(path.names[0]?.toLowerCase() ?? "") && scope.mayBeOfQuery(path.names);
}

const constants = new Set(["null", "true", "false", "current_date", "current_timestamp", "current_time", "current_user", "session_user", "user", "localtimestamp"]);

/** `depth < 5` where `depth` is no column: how deep a traversal goes. */
function unknownName(left: readonly Node[], operator: string, right: readonly Node[], facts: Facts): void {
  const [value] = right;
  if ((operator !== "<" && operator !== "<=") || pathAt(left, 0) === undefined || value?.kind !== "value" || !/^\d+$/.test(value.text)) return;
  facts.hops ??= Number(value.text);
}

/** The one column that an expression is about; undefined when there is none or several. */
function found(nodes: readonly Node[], scope: Scope): Found | undefined {
  const path = pathAt(nodes, 0);
  if (path !== undefined && path.after === nodes.length) {
    const column = scope.column(path.names);
    return column === undefined ? undefined : { ...column, bare: true };
  }
  if (nodes.length === 1 && nodes[0]?.kind === "group" && queryIn(nodes[0]) === undefined) {
    const [head] = splitAt(nodes[0].nodes, (node) => node.kind === "comma");
    // (a, b) > ($1, $2): the order of the first decides.
    return head === undefined ? undefined : found(head, scope);
  }
  const columns = columnsIn(nodes, scope);
  const [only] = columns;
  return columns.length === 1 && only !== undefined ? { ...only, bare: false } : undefined;
}

function columnsIn(nodes: readonly Node[], scope: Scope): readonly { readonly table: Table; readonly column: Column }[] {
  const all: { readonly table: Table; readonly column: Column }[] = [];
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i];
    if (node?.kind === "group" && queryIn(node) === undefined) all.push(...columnsIn(node.nodes, scope));
    const path = pathAt(nodes, i);
    if (path === undefined) continue;
    i = path.after - 1;
    const column = nodes[path.after]?.kind === "group" ? undefined : scope.column(path.names);
    if (column !== undefined) all.push(column);
  }
  return all.filter((each, i) => all.findIndex(({ column }) => column.id === each.column.id) === i);
}

const title = (found: Found | undefined): string => (found === undefined ? "It" : `${found.table.name}.${found.column.name}`);
