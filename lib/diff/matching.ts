import type { Id } from "../model";
import { noRenames } from "./expression";
import type { Fact } from "./fact";
import { RenamedNames } from "./renamed-names";
import { valueKey } from "./value";

/** Which record of the base is which of the goal. */
export interface Matching {
  goalOf(baseId: Id): Id | undefined;
  baseOf(goalId: Id): Id | undefined;
  /** What base names are called in the goal. */
  readonly names: RenamedNames;
}

/** "The base's record is the goal's record under a new name." */
export interface Renaming {
  readonly from: Id;
  readonly to: Id;
}

export interface MatchingOptions {
  /** Answers to rename questions, as pairs of base id and goal id. */
  readonly renames?: readonly Renaming[];
  /** Names that differ only in letter case are the same name. */
  readonly caseInsensitive?: boolean;
  /** Base ids that are not to be paired with anything: they go, whatever the goal has under their name. */
  readonly apart?: ReadonlySet<Id>;
}

/**
 * Pairs the facts of two schemas: answered renames first, then ids, then names within scope and matched parent,
 * then, for what has no name on one side, equal content.
 */
export function matchFacts(base: FactList, goal: FactList, options: MatchingOptions = {}): Matching {
  const toGoal = new Map<Id, Id>();
  const toBase = new Map<Id, Id>();
  const names = new RenamedNames();
  const pair = (from: Fact, to: Fact): void => {
    toGoal.set(from.id, to.id);
    toBase.set(to.id, from.id);
    names.learn(from, to);
  };
  matchNamed(base, goal, options, toGoal, toBase, pair);
  learnLost(base, goal, toGoal, toBase, names);
  matchContent(base.facts, goal.facts, toGoal, toBase, pair, names);
  return { goalOf: (id) => toGoal.get(id), baseOf: (id) => toBase.get(id), names };
}

/** Facts with their index, which matching and comparing share. */
export interface FactList {
  readonly facts: readonly Fact[];
  readonly byId: ReadonlyMap<Id, Fact>;
}

/** Members that go while another member of their parent has their name from now on. */
function learnLost(base: FactList, goal: FactList, toGoal: ReadonlyMap<Id, Id>, toBase: ReadonlyMap<Id, Id>, names: RenamedNames): void {
  const lost = base.facts.filter((fact) => fact.spoken && fact.parent !== undefined && !toGoal.has(fact.id) && toGoal.has(fact.parent));
  if (lost.length === 0) return;
  const place = (kind: string, parent: Id | undefined, name: string | undefined): string => `${kind}\n${parent ?? ""}\n${name ?? ""}`;
  const taken = new Set<string>();
  for (const fact of goal.facts) {
    const before = base.byId.get(toBase.get(fact.id) ?? "");
    // A column that is new altogether counts as the old one made anew: what speaks of its name goes on doing so.
    if (fact.spoken && fact.parent !== undefined && before !== undefined && before.name !== fact.name) taken.add(place(fact.kind, fact.parent, fact.name));
  }
  for (const fact of lost) {
    const parent = fact.parent === undefined ? undefined : toGoal.get(fact.parent);
    if (taken.has(place(fact.kind, parent, fact.name))) names.learnLost(fact);
  }
}

function matchNamed(
  base: FactList, goal: FactList, options: MatchingOptions,
  toGoal: ReadonlyMap<Id, Id>, toBase: ReadonlyMap<Id, Id>, pair: (from: Fact, to: Fact) => void,
): void {
  const answers = new Map(options.renames?.map((rename) => [rename.from, rename.to]));
  const fold = options.caseInsensitive === true;
  const answered = new Set(answers.values());
  const goalByName = new Map<string, Fact>();
  for (const fact of goal.facts) {
    // What has its counterpart by id or by answer is not looked for by name.
    if (answered.has(fact.id) || (base.byId.has(fact.id) && !answers.has(fact.id) && options.apart?.has(fact.id) !== true)) continue;
    const key = nameKey(fact, fact.parent, fold);
    if (key !== undefined && !goalByName.has(key)) goalByName.set(key, fact);
  }
  for (const fact of base.facts) {
    const parent = fact.parent === undefined ? undefined : toGoal.get(fact.parent);
    if ((fact.parent !== undefined && parent === undefined) || options.apart?.has(fact.id) === true) continue;
    const answer = answers.get(fact.id);
    const byId = goal.byId.get(answer ?? fact.id);
    if (byId !== undefined && byId.kind === fact.kind && byId.parent === parent && (answer !== undefined || !answered.has(byId.id))) {
      pair(fact, byId);
      continue;
    }
    const key = nameKey(fact, parent, fold);
    const byName = key === undefined ? undefined : goalByName.get(key);
    if (byName !== undefined && !toBase.has(byName.id)) pair(fact, byName);
  }
}

function nameKey(fact: Fact, parent: Id | undefined, fold: boolean): string | undefined {
  const place = `${fact.kind}\n${parent ?? ""}\n`;
  if (fact.single) return place;
  return fact.name === undefined ? undefined : `${place}${fact.scope}\n${fold ? fact.name.toLowerCase() : fact.name}`;
}

function matchContent(
  base: readonly Fact[], goal: readonly Fact[], toGoal: ReadonlyMap<Id, Id>, toBase: ReadonlyMap<Id, Id>,
  pair: (from: Fact, to: Fact) => void, names: RenamedNames,
): void {
  const left = base.filter((fact) => !toGoal.has(fact.id) && fact.parent !== undefined && toGoal.has(fact.parent));
  if (left.length === 0) return;
  const waiting = new Map<string, Fact[]>();
  for (const fact of goal) {
    if (toBase.has(fact.id) || fact.parent === undefined) continue;
    const key = contentKey(fact, fact.parent, valueKey(fact.attributes, (id) => id, noRenames));
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [fact]);
    else list.push(fact);
  }
  for (const fact of left) {
    const parent = fact.parent === undefined ? undefined : toGoal.get(fact.parent);
    const list = waiting.get(contentKey(fact, parent, valueKey(fact.attributes, (id) => toGoal.get(id), names.of(fact))));
    const at = list?.findIndex((other) => fact.name === undefined || other.name === undefined) ?? -1;
    const other = list?.[at];
    if (list === undefined || other === undefined) continue;
    list.splice(at, 1);
    pair(fact, other);
  }
}

function contentKey(fact: Fact, parent: Id | undefined, content: string): string {
  return `${fact.kind}\n${parent ?? ""}\n${fact.scope}\n${content}`;
}
