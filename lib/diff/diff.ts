import type { Id, Schema } from "../model";
import type { ChangeKind } from "./change-kind";
import { factsOf, type SchemaFact } from "./facts";
import { matchFacts, type Matching, type MatchingOptions } from "./matching";
import { sameValue } from "./value";

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
  const baseFacts = factsOf(base);
  const goalFacts = factsOf(goal);
  const matching = matchFacts(baseFacts, goalFacts, options);
  const baseById = new Map<Id, SchemaFact>();
  for (const fact of baseFacts) baseById.set(fact.id, fact);
  const differences: Difference[] = [];
  for (const to of goalFacts) {
    const id = matching.baseOf(to.id);
    const from = id === undefined ? undefined : baseById.get(id);
    if (from === undefined) differences.push({ verb: "add", kind: to.kind, to });
    else compare(from, to, matching, differences);
  }
  for (const from of baseFacts) {
    if (matching.goalOf(from.id) === undefined) differences.push({ verb: "drop", kind: from.kind, from });
  }
  return { differences, matching };
}

function compare(from: SchemaFact, to: SchemaFact, matching: Matching, found: Difference[]): void {
  if (from.name !== to.name || from.scope !== to.scope) found.push({ verb: "rename", kind: to.kind, from, to });
  const context = {
    goalId: (id: Id) => matching.goalOf(id),
    names: () => matching.names.of(from),
    allNames: () => matching.names.all(),
  };
  const properties: string[] = [];
  for (const property in from.attributes) {
    if (!sameValue(from.attributes[property], to.attributes[property], context)) properties.push(property);
  }
  if (properties.length > 0) found.push({ verb: "alter", kind: to.kind, from, to, properties });
}
