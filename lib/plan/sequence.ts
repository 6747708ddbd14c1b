import type { Operation } from "./operation";
import { orderOf } from "./order";
import { components, topological } from "./sort";

/** Operations that belong into one file where transactions allow, in the order they run. */
export type Cluster = readonly Operation[];

/**
 * Operations in running order, cut into clusters: what belongs together by group, and groups that need each other
 * both ways (a view taken down for a table and put back after) as one.
 */
export function sequence(operations: readonly Operation[], explicit: readonly (readonly [Operation, Operation])[]): Cluster[] {
  const order = orderOf(operations, explicit);
  const names = [...new Set(operations.map((operation) => operation.group))];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const groupOf = operations.map((operation) => numbers.get(operation.group) ?? 0);
  const componentOfGroup = components(names.length, lift(order.after, groupOf, names.length));
  const componentOf = groupOf.map((group) => componentOfGroup[group] ?? 0);
  const count = Math.max(0, ...componentOfGroup.map((component) => component + 1));
  const members: number[][] = Array.from({ length: count }, () => []);
  componentOf.forEach((component, i) => members[component]?.push(i));
  const ranks = members.map((list) => Math.min(...list.map((i) => clusterRank(operations[i]))));
  const clusters = topological(ranks, lift(order.after, componentOf, count), lift(order.softly, componentOf, count));
  return clusters.map((component) => sortCluster(members[component] ?? [], operations, order));
}

/** A cluster stands where its own changes stand, not where what it takes down for a while would. */
function clusterRank(operation: Operation | undefined): number {
  if (operation === undefined) return Number.POSITIVE_INFINITY;
  return operation.subject.facts.temporary === true ? 1000 : operation.rank;
}

function sortCluster(list: readonly number[], operations: readonly Operation[], order: ReturnType<typeof orderOf>): Cluster {
  const place = new Map(list.map((node, i) => [node, i]));
  const within = (edges: readonly (readonly number[])[]): number[][] => list.map((node) => (edges[node] ?? []).flatMap((next) => place.get(next) ?? []));
  const sorted = topological(list.map((node) => operations[node]?.rank ?? 0), within(order.after), within(order.softly));
  return sorted.flatMap((i) => operations[list[i] ?? -1] ?? []);
}

/** Edges between nodes as edges between what the nodes belong to. */
function lift(after: readonly (readonly number[])[], ownerOf: readonly number[], owners: number): number[][] {
  const lifted: Set<number>[] = Array.from({ length: owners }, () => new Set());
  after.forEach((list, node) => {
    const from = ownerOf[node] ?? 0;
    for (const next of list) {
      const to = ownerOf[next] ?? 0;
      if (to !== from) lifted[from]?.add(to);
    }
  });
  return lifted.map((set) => [...set]);
}
