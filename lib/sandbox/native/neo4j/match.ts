import { evaluate, textOf, type Scope } from "./evaluate";
import type { Graph, Node, Relationship } from "./graph";
import type { Expression, NodePattern, Pattern } from "./syntax";
import { Refused } from "./tokens";

export type Row = Map<string, Node | Relationship>;

export function bind(row: Row, variable: string | undefined, thing: Node | Relationship): void {
  if (variable !== undefined) row.set(variable, thing);
}

/** Every way in which a pattern lies in the graph, given what is bound already. */
export function matchPattern({ first, step }: Pattern, row: Row, graph: Graph, scopeOf: (row: Row) => Scope): readonly Row[] {
  const starts = candidates(first, row, graph, scopeOf);
  if (step === undefined) return starts.map((node) => extended(row, [[first.variable, node]]));
  if (step.variable !== undefined && row.has(step.variable)) throw new Refused(`Variable \`${step.variable}\` already declared`);
  const ends = new Set(candidates(step.second, row, graph, scopeOf).map(({ id }) => id));
  return starts.flatMap((node) => [...graph.relationships.values()].flatMap((each) => {
    const [from, to] = step.back ? [each.to, each.from] : [each.from, each.to];
    const other = graph.nodes.get(to);
    if (each.type !== step.type || from !== node.id || other === undefined || !ends.has(to) || !has(each, step.properties, row, scopeOf)) return [];
    if (first.variable !== undefined && first.variable === step.second.variable && other.id !== node.id) return [];
    return [extended(row, [[first.variable, node], [step.variable, each], [step.second.variable, other]])];
  }));
}

function candidates(pattern: NodePattern, row: Row, graph: Graph, scopeOf: (row: Row) => Scope): readonly Node[] {
  const there = pattern.variable === undefined ? undefined : row.get(pattern.variable);
  if (there !== undefined && !("labels" in there)) throw new Refused(`Type mismatch: ${pattern.variable} is a relationship`);
  return (there === undefined ? [...graph.nodes.values()] : [there]).filter((node) => matchNode(node, pattern, row, scopeOf));
}

function matchNode(node: Node, { label, properties }: NodePattern, row: Row, scopeOf: (row: Row) => Scope): boolean {
  return (label === undefined || node.labels.has(label)) && has(node, properties, row, scopeOf);
}

function has(thing: Node | Relationship, properties: readonly (readonly [string, Expression])[], row: Row, scopeOf: (row: Row) => Scope): boolean {
  return properties.every(([key, expression]) => {
    const wanted = evaluate(expression, scopeOf(row));
    const value = thing.properties.get(key);
    return wanted !== null && value !== undefined && textOf(value) === textOf(wanted);
  });
}

function extended(row: Row, more: readonly (readonly [string | undefined, Node | Relationship])[]): Row {
  const wider: Row = new Map(row);
  for (const [variable, thing] of more) bind(wider, variable, thing);
  return wider;
}
