/** A binary heap of node numbers, lowest rank first, then lowest number: the tie-break that keeps orders stable. */
class Queue {
  private readonly heap: number[] = [];
  constructor(private readonly ranks: readonly number[]) {}

  get size(): number {
    return this.heap.length;
  }

  push(node: number): void {
    const { heap } = this;
    heap.push(node);
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.less(i, parent)) break;
      this.swap(i, parent);
      i = parent;
    }
  }

  pop(): number | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && this.less(child, least)) least = child;
      if (least === i) return top;
      this.swap(i, least);
      i = least;
    }
  }

  private less(a: number, b: number): boolean {
    const x = this.heap[a] ?? 0;
    const y = this.heap[b] ?? 0;
    const difference = (this.ranks[x] ?? 0) - (this.ranks[y] ?? 0);
    return difference < 0 || (difference === 0 && x < y);
  }

  private swap(a: number, b: number): void {
    const x = this.heap[a] ?? 0;
    this.heap[a] = this.heap[b] ?? 0;
    this.heap[b] = x;
  }
}

/**
 * Nodes 0..n-1 so that each comes after what points to it, lowest rank first where nothing else decides.
 * Where only soft edges hold everything back they are ignored; in a true cycle the lowest rank goes first.
 */
export function topological(ranks: readonly number[], after: readonly (readonly number[])[], softly?: readonly (readonly number[])[]): number[] {
  const hard = countIncoming(ranks.length, after);
  const soft = countIncoming(ranks.length, softly ?? []);
  const ready = new Queue(ranks);
  const done = new Set<number>();
  const queued = new Set<number>();
  const offer = (node: number): void => {
    if (hard[node] === 0 && soft[node] === 0 && !queued.has(node)) {
      queued.add(node);
      ready.push(node);
    }
  };
  ranks.forEach((_, node) => offer(node));
  const order: number[] = [];
  while (order.length < ranks.length) {
    const node = ready.pop() ?? stuck(ranks, hard, after, softly ?? [], done);
    if (done.has(node)) continue;
    done.add(node);
    order.push(node);
    queued.add(node);
    for (const next of after[node] ?? []) {
      hard[next] = (hard[next] ?? 0) - 1;
      offer(next);
    }
    for (const next of softly?.[node] ?? []) {
      soft[next] = (soft[next] ?? 0) - 1;
      offer(next);
    }
  }
  return order;
}

/** Nothing is free: first what only soft edges of its own cycle hold, else the lowest rank in a cycle that nothing else holds. */
function stuck(ranks: readonly number[], hard: readonly number[], after: readonly (readonly number[])[], softly: readonly (readonly number[])[], done: ReadonlySet<number>): number {
  const left = ranks.map((_, node) => node).filter((node) => !done.has(node));
  const free = left.filter((node) => hard[node] === 0);
  if (free.length > 0) {
    // What waits for a cycle without being in it goes on waiting.
    const first = unheld(left, after.map((list, node) => [...list, ...softly[node] ?? []]), done).filter((node) => hard[node] === 0);
    return lowest(first.length > 0 ? first : free, ranks);
  }
  return lowest(unheld(left, after, done), ranks);
}

/** The nodes of cycles that nothing outside them holds. */
function unheld(left: readonly number[], after: readonly (readonly number[])[], done: ReadonlySet<number>): number[] {
  const open = after.map((list, node) => (done.has(node) ? [] : list.filter((next) => !done.has(next))));
  const component = components(after.length, open);
  const held = new Set<number>();
  open.forEach((list, node) => {
    for (const next of list) if (component[next] !== component[node]) held.add(component[next] ?? -1);
  });
  return left.filter((node) => !held.has(component[node] ?? -1));
}

function lowest(nodes: readonly number[], ranks: readonly number[]): number {
  const [first, ...rest] = nodes;
  if (first === undefined) throw new Error("Nothing is left to order");
  return rest.reduce((best, node) => ((ranks[node] ?? 0) < (ranks[best] ?? 0) ? node : best), first);
}

function countIncoming(nodes: number, after: readonly (readonly number[])[]): number[] {
  const incoming = new Array<number>(nodes).fill(0);
  for (const list of after) for (const next of list) incoming[next] = (incoming[next] ?? 0) + 1;
  return incoming;
}

/** Strongly connected components (Tarjan, iterative): for each node the number of its component. */
export function components(nodes: number, after: readonly (readonly number[])[]): number[] {
  const index = new Array<number>(nodes).fill(-1);
  const low = new Array<number>(nodes).fill(0);
  const component = new Array<number>(nodes).fill(-1);
  const stack: number[] = [];
  let counter = 0;
  let found = 0;
  for (let root = 0; root < nodes; root += 1) {
    if (index[root] !== -1) continue;
    const work: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node } = top;
      if (top.next === 0) {
        index[node] = low[node] = counter;
        counter += 1;
        stack.push(node);
      }
      const next = after[node]?.[top.next];
      if (next !== undefined) {
        top.next += 1;
        if (index[next] === -1) work.push({ node: next, next: 0 });
        else if (component[next] === -1) low[node] = Math.min(low[node] ?? 0, index[next] ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component[member] = found;
        if (member === node) break;
      }
      found += 1;
    }
  }
  return component;
}
