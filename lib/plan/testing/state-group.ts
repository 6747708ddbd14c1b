/**
 * States of one database that plans must lead between: each is the whole schema as SQL. Written in the target's own
 * language, because what an engine makes of it is what is judged.
 */
export interface StateGroup {
  /** What the states differ in. */
  readonly name: string;
  /** Runs before each state: what all of them have. */
  readonly setup?: string;
  readonly states: readonly string[];
  /** Some of its other pairs are beyond what is planned; says why. */
  readonly neighboursOnly?: string;
}

/** Two states of a group. */
export interface StatePair {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Pairs of states to plan between. `all`: every ordered pair. Otherwise each state to the one after it, and the last to
 * the first: each state is then reached by up once and by down once.
 */
export function pairsOf(group: StateGroup, all: boolean): readonly StatePair[] {
  const states = group.states.map((sql) => `${group.setup ?? ""}\n;${sql}`);
  return states.flatMap((from, i) => states.flatMap((to, j) => (
    i !== j && ((all && group.neighboursOnly === undefined) || j === (i + 1) % states.length) ? [{ name: `${group.name} ${i} -> ${j}`, from, to }] : []
  )));
}
