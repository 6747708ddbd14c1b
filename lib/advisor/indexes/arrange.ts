import type { Demand, Element, Step } from "./demand";

/** Which of the equal elements goes first where nothing else decides: smaller is earlier. */
export type Preference = (element: Element) => number;

/**
 * One key that serves all demands, or undefined. From left to right, each place is taken by an element that every demand not yet
 * served wants there: one of its equal elements, or its next step. Which of several is free (they are equal for all), so preference decides.
 */
export function arrange(demands: readonly Demand[], preference: Preference): readonly Step[] | undefined {
  const orders = orient(demands);
  if (orders === undefined) return undefined;
  const open = demands.map((demand) => ({ equal: new Set(demand.equality), steps: demand.steps.map(({ element }) => element), at: 0 }));
  const key: Step[] = [];
  for (;;) {
    const wants = open.flatMap(({ equal, steps, at }) => (equal.size > 0 ? [equal] : at < steps.length ? [new Set([steps[at] ?? ""])] : []));
    const [first, ...others] = wants;
    if (first === undefined) return key;
    const shared = [...first].filter((element) => others.every((want) => want.has(element)));
    const [next] = shared.toSorted((a, b) => preference(a) - preference(b) || (a < b ? -1 : 1));
    if (next === undefined) return undefined;
    const order = orders.get(next);
    key.push({ element: next, ...(order === undefined ? {} : { order }) });
    for (const each of open) {
      if (each.equal.size > 0) each.equal.delete(next);
      else if (each.at < each.steps.length) each.at += 1;
      // A step that is placed already would have to be equal for this demand; then it never was a step.
    }
  }
}

/** Directions of the elements so that each demand's sort is read forwards or backwards; undefined where two contradict each other. */
function orient(demands: readonly Demand[]): ReadonlyMap<Element, "asc" | "desc"> | undefined {
  const sorts = demands.map(({ steps }) => steps.filter((step) => step.order !== undefined)).filter(({ length }) => length > 1);
  const search = (at: number, orders: ReadonlyMap<Element, "asc" | "desc">): ReadonlyMap<Element, "asc" | "desc"> | undefined => {
    const sort = sorts[at];
    if (sort === undefined) return orders;
    const turned = sort[0]?.order === "desc";
    for (const turn of [turned, !turned]) {
      const next = new Map(orders);
      const fits = sort.every(({ element, order = "asc" }) => {
        const wanted = turn === (order === "asc") ? "desc" : "asc";
        const has = next.get(element);
        if (has === undefined) next.set(element, wanted);
        return has === undefined || has === wanted;
      });
      const found = fits ? search(at + 1, next) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(0, new Map());
}

const lengthOf = ({ equality, steps }: Demand): number => equality.length + steps.length;

/**
 * The fewest groups of demands such that one key serves each group: a smallest cover of the order "fits into" by chains, found by a
 * maximum matching (Dilworth). `groups` hold demands of one table and one shape each, in canonical order. A chain whose directions
 * contradict each other as a whole is split.
 */
export function chains(groups: readonly (readonly Demand[])[], preference: Preference): readonly (readonly (readonly Demand[])[])[] {
  const ordered = groups.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  const fits = ordered.map((small, i) => ordered.flatMap((large, j) => (j > i && small[0] !== undefined && large[0] !== undefined && arrange([small[0], large[0]], preference) !== undefined ? [j] : [])));
  const before = new Map<number, number>();
  const tryFrom = (i: number, seen: Set<number>): boolean => {
    for (const j of fits[i] ?? []) {
      if (seen.has(j)) continue;
      seen.add(j);
      const rival = before.get(j);
      if (rival === undefined || tryFrom(rival, seen)) {
        before.set(j, i);
        return true;
      }
    }
    return false;
  };
  ordered.forEach((_, i) => tryFrom(i, new Set()));
  const after = new Map([...before].map(([j, i]) => [i, j]));
  const result: (readonly (readonly Demand[])[])[] = [];
  ordered.forEach((_, start) => {
    if (before.has(start)) return;
    const path: (readonly Demand[])[] = [];
    for (let i: number | undefined = start; i !== undefined; i = after.get(i)) path.push(ordered[i] ?? []);
    result.push(...split(path, preference));
  });
  return result;
}

const sizeOf = ([first]: readonly Demand[]): number => (first === undefined ? 0 : lengthOf(first));

function split(path: readonly (readonly Demand[])[], preference: Preference): readonly (readonly (readonly Demand[])[])[] {
  const done: (readonly Demand[])[][] = [];
  for (const group of path.toReversed()) {
    const home = done.find((chain) => arrange([...chain, group].flatMap(([first]) => first ?? []), preference) !== undefined);
    if (home === undefined) done.push([group]);
    else home.push(group);
  }
  return done;
}
