import type { Id, Schema } from "../model";
import type { ChangeKind } from "./change-kind";
import { factsOf, type SchemaFact } from "./facts";
import { matchFacts, type Matching, type MatchingOptions } from "./matching";
import { noRenames } from "./expression";
import { sameValue, type ComparisonContext } from "./value";

/** One difference between two schemas. A record that is renamed and altered gives two. */
export type Difference =
  | { readonly verb: "add"; readonly kind: ChangeKind; readonly to: SchemaFact }
  | { readonly verb: "drop"; readonly kind: ChangeKind; readonly from: SchemaFact }
  | { readonly verb: "rename"; readonly kind: ChangeKind; readonly from: SchemaFact; readonly to: SchemaFact }
  | {
      readonly verb: "alter"; readonly kind: ChangeKind; readonly from: SchemaFact; readonly to: SchemaFact;
      /** Names of the properties that differ, as the model calls them. */
      readonly properties: readonly string[];
    };


export interface SchemaDiff {
  /** Goal order, then what is dropped in base order. */
  readonly differences: readonly Difference[];
  readonly matching: Matching;
}

/**
 * What differs between two schemas. Records are the same by id, else by name; what a record refers to is compared
 * by identity, and expressions once renames are taken into account, so a rename shows as a rename and nothing else.
 */
export function diffSchemas(base: Schema, goal: Schema, options: MatchingOptions = {}): SchemaDiff {
  const before = listOf(base);
  const after = listOf(goal);
  const matching = matchFacts(before, after, options);
  const comparing = comparison(matching);
  const differences: Difference[] = [];
  for (const to of after.facts) {
    const id = matching.baseOf(to.id);
    const from = id === undefined ? undefined : before.byId.get(id);
    if (from === undefined) differences.push({ verb: "add", kind: to.kind, to });
    else compare(from, to, comparing, differences);
  }
  for (const from of before.facts) {
    if (matching.goalOf(from.id) === undefined) differences.push({ verb: "drop", kind: from.kind, from });
  }
  return { differences, matching };
}

function listOf(schema: Schema): { readonly facts: readonly SchemaFact[]; readonly byId: ReadonlyMap<Id, SchemaFact> } {
  const facts = factsOf(schema);
  const byId = new Map<Id, SchemaFact>();
  for (const fact of facts) byId.set(fact.id, fact);
  return { facts, byId };
}

interface Comparing extends ComparisonContext {
  /** The fact whose values are compared: its parent decides what names mean. */
  fact: SchemaFact | undefined;
}

/** One context for all comparisons: there are tens of thousands at each edit. */
function comparison(matching: Matching): Comparing {
  return {
    fact: undefined,
    goalId: (id) => matching.goalOf(id),
    names() { return this.fact === undefined ? noRenames : matching.names.of(this.fact); },
    allNames: () => matching.names.all(),
  };
}

function compare(from: SchemaFact, to: SchemaFact, comparing: Comparing, found: Difference[]): void {
  if (from.name !== to.name || from.scope !== to.scope) found.push({ verb: "rename", kind: to.kind, from, to });
  comparing.fact = from;
  let properties: string[] | undefined;
  for (const property in from.attributes) {
    const before = from.attributes[property];
    const after = to.attributes[property];
    if (before !== after && !sameValue(before, after, comparing)) (properties ??= []).push(property);
  }
  if (properties !== undefined) found.push({ verb: "alter", kind: to.kind, from, to, properties });
}
