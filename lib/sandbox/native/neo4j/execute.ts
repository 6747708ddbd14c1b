import { checkStorable, evaluate, isOf, type Scope } from "./evaluate";
import type { Graph, Node, Relationship } from "./graph";
import { bind, matchPattern, type Row } from "./match";
import type { Clause, Condition, Expression, Value } from "./syntax";
import { Refused } from "./tokens";

/** Runs the clauses of one statement; batches end their own transactions, by `commit`, every so many rows. */
export function execute(clauses: readonly Clause[], graph: Graph, commit: () => void): void {
  let rows: readonly Row[] = [new Map()];
  for (const clause of clauses) {
    if (clause.kind === "batches") {
      for (let at = 0; at < rows.length; at += clause.rows) {
        for (const row of rows.slice(at, at + clause.rows)) {
          const inner: Row = new Map(clause.variables.map((variable) => [variable, bound(row, variable)]));
          let several: readonly Row[] = [inner];
          for (const each of clause.body) several = run(each, several, graph);
        }
        commit();
      }
      continue;
    }
    rows = run(clause, rows, graph);
  }
  commit();
}

function run(clause: Clause, rows: readonly Row[], graph: Graph): readonly Row[] {
  switch (clause.kind) {
    case "match": return rows.flatMap((row) => matchPattern(clause.pattern, row, graph, scopeOf).filter((found) => clause.where.every((condition) => holds(condition, found))));
    case "merge": return rows.flatMap((row) => merge(clause, row, graph));
    case "set": for (const row of rows) set(clause, row); return rows;
    case "remove": for (const row of rows) remove(clause, row); return rows;
    case "delete": for (const row of rows) erase(bound(row, clause.of), clause.detach, graph); return rows;
    case "batches": throw new Refused("CALL { ... } IN TRANSACTIONS stands in no other call");
  }
}

function bound(row: Row, variable: string): Node | Relationship {
  const thing = row.get(variable);
  if (thing === undefined) throw new Refused(`Variable \`${variable}\` not defined`);
  return thing;
}

export function scopeOf(row: Row): Scope {
  return {
    property: (variable, name): Value => bound(row, variable).properties.get(name) ?? null,
    properties: (variable): Value => ({ type: "MAP", entries: [...bound(row, variable).properties] }),
  };
}

function holds(condition: Condition, row: Row): boolean {
  if (condition.kind === "label") {
    const thing = bound(row, condition.of);
    return ("labels" in thing && thing.labels.has(condition.label)) !== condition.negated;
  }
  const value = evaluate(condition.of, scopeOf(row));
  return (condition.kind === "null" ? value === null : isOf(value, condition.type)) !== condition.negated;
}

function merge({ pattern }: Extract<Clause, { readonly kind: "merge" }>, row: Row, graph: Graph): readonly Row[] {
  const found = matchPattern(pattern, row, graph, scopeOf);
  if (found.length > 0) return found;
  const made: Row = new Map(row);
  const values = (properties: readonly (readonly [string, Expression])[], into: Map<string, Value>): void => {
    for (const [key, expression] of properties) {
      const value = evaluate(expression, scopeOf(row));
      if (value === null) throw new Refused(`Cannot merge because of null property value for '${key}'`);
      checkStorable(value);
      into.set(key, value);
    }
  };
  const end = (node: typeof pattern.first): Node => {
    const there = node.variable === undefined ? undefined : made.get(node.variable);
    if (there !== undefined && "labels" in there) return there;
    const fresh = graph.addNode(node.label === undefined ? [] : [node.label]);
    values(node.properties, fresh.properties);
    bind(made, node.variable, fresh);
    return fresh;
  };
  const first = end(pattern.first);
  if (pattern.step !== undefined) {
    const second = end(pattern.step.second);
    const [from, to] = pattern.step.back ? [second, first] : [first, second];
    const fresh = graph.addRelationship(pattern.step.type, from.id, to.id);
    values(pattern.step.properties, fresh.properties);
    bind(made, pattern.step.variable, fresh);
  }
  return [made];
}

function set({ of, property, label, value }: Extract<Clause, { readonly kind: "set" }>, row: Row): void {
  const thing = bound(row, of);
  if (label !== undefined) {
    if (!("labels" in thing)) throw new Refused("A relationship has no labels");
    thing.labels.add(label);
    return;
  }
  const given = value === undefined ? null : evaluate(value, scopeOf(row));
  if (property === undefined) {
    if (given?.type !== "MAP") throw new Refused("Only a map replaces all properties");
    thing.properties.clear();
    for (const [key, each] of given.entries) if (each !== null) thing.properties.set(key, each);
    return;
  }
  checkStorable(given);
  if (given === null) thing.properties.delete(property);
  else thing.properties.set(property, given);
}

function remove({ of, property, label }: Extract<Clause, { readonly kind: "remove" }>, row: Row): void {
  const thing = bound(row, of);
  if (property !== undefined) thing.properties.delete(property);
  else if ("labels" in thing && label !== undefined) thing.labels.delete(label);
}

function erase(thing: Node | Relationship, detach: boolean, graph: Graph): void {
  if (!("labels" in thing)) {
    graph.relationships.delete(thing.id);
    return;
  }
  const joined = [...graph.relationships.values()].filter(({ from, to }) => from === thing.id || to === thing.id);
  if (joined.length > 0 && !detach) throw new Refused("Cannot delete a node that still has relationships: delete them first, or use DETACH DELETE");
  for (const { id } of joined) graph.relationships.delete(id);
  graph.nodes.delete(thing.id);
}
