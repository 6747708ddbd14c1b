/** Something to be created: what it gives, what it must have, what it would like to have before it. */
export interface Node {
  readonly key: string;
  /** Lower comes first among what nothing else orders. */
  readonly rank: number;
  readonly provides: readonly string[];
  readonly needs: Set<string>;
  /** Found in texts: may be mistaken, and gives way where it would make a circle. */
  readonly wishes: Set<string>;
}

/**
 * Orders nodes so that needs come first; among the ready ones by rank, then as given. `unmet` tells that a wish had to
 * give way. A circle of needs is broken at the lowest rank: the engine will say what is wrong.
 */
export function sortByNeed<T extends Node>(nodes: readonly T[]): { readonly sorted: readonly T[]; readonly unmet: boolean } {
  const provider = new Map(nodes.flatMap((node, i) => node.provides.map((key) => [key, i] as const)));
  const open = nodes.map((node, i) => {
    const positions = (keys: ReadonlySet<string>): Set<number> => new Set([...keys].flatMap((key) => provider.get(key) ?? []).filter((at) => at !== i));
    return { node, needs: positions(node.needs), wishes: positions(node.wishes) };
  });
  const waiting = nodes.map((): number[] => []);
  open.forEach(({ needs, wishes }, i) => { for (const at of new Set([...needs, ...wishes])) waiting[at]?.push(i); });
  const order = nodes.map((_, i) => i).sort((a, b) => (nodes[a]?.rank ?? 0) - (nodes[b]?.rank ?? 0) || a - b);
  const position = new Map(order.map((i, at) => [i, at]));
  const done = new Set<number>();
  const sorted: T[] = [];
  let unmet = false;
  const ready = new Heap(order.filter((i) => open[i]?.needs.size === 0 && open[i]?.wishes.size === 0).map((i) => position.get(i) ?? 0));
  while (sorted.length < nodes.length) {
    let next = ready.take();
    if (next === undefined) {
      // Nothing is ready: a wish gives way, else a need.
      const stuck = order.filter((i) => !done.has(i));
      const chosen = stuck.find((i) => open[i]?.needs.size === 0) ?? stuck[0];
      unmet = true;
      next = chosen === undefined ? undefined : position.get(chosen);
    }
    const i = next === undefined ? undefined : order[next];
    if (i === undefined) break;
    const entry = open[i];
    if (entry === undefined || done.has(i)) continue;
    done.add(i);
    sorted.push(entry.node);
    for (const j of waiting[i] ?? []) {
      const other = open[j];
      if (other === undefined || done.has(j)) continue;
      other.needs.delete(i);
      other.wishes.delete(i);
      if (other.needs.size === 0 && other.wishes.size === 0) ready.put(position.get(j) ?? 0);
    }
  }
  return { sorted, unmet };
}

/** Smallest number first. */
class Heap {
  readonly #items: number[];

  constructor(items: readonly number[]) {
    this.#items = [...items].sort((a, b) => b - a);
  }

  take(): number | undefined {
    return this.#items.pop();
  }

  /** Kept sorted, smallest last; insertion by halving. */
  put(item: number): void {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle] ?? 0) > item) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, item);
  }
}
