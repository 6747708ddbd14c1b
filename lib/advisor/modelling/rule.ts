import type { AccessPattern, ColumnType, Id, Schema, Severity, Table, TableLoad } from "../../model";
import type { Capabilities, TypeSystem } from "../../targets/target";
import type { IndexAdvice } from "../indexes";

/** What a modelling rule sees. */
export interface ModellingSituation {
  readonly schema: Schema;
  readonly patterns: readonly AccessPattern[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly capabilities: Capabilities;
  readonly types: Pick<TypeSystem, "loss">;
  /** Quotes a name where the target needs it. */
  quote(name: string): string;
  readonly indexes: IndexAdvice;
  /** The day it is, `2026-11-24`; absent: no fix that needs a date. */
  readonly today?: string;
}

/** A change of the design that mends a finding; a command of lib/design/commands carries it out. */
export type AdviceChange =
  | { readonly kind: "retype column"; readonly columnId: Id; readonly type: ColumnType }
  | { readonly kind: "require column"; readonly columnId: Id }
  | { readonly kind: "rename column"; readonly columnId: Id; readonly name: string }
  | { readonly kind: "rename table"; readonly tableId: Id; readonly name: string }
  | { readonly kind: "set primary key"; readonly tableId: Id; readonly columns: readonly Id[] }
  /** A unique key gives way to a unique index with a condition. */
  | { readonly kind: "unique where"; readonly tableId: Id; readonly uniqueId: Id; readonly where: string }
  | { readonly kind: "change index"; readonly indexId: Id; readonly where?: string | null; readonly method?: string };

export interface ModellingFix {
  /** A verb and what it changes: "Make it numeric(19,4)". */
  readonly label: string;
  readonly change: AdviceChange;
}

/** What a rule found; the rest stands with the rule. */
export interface Found {
  readonly tableId: Id;
  /** What it is about: table, column, key, index or pattern. */
  readonly objectId: Id;
  readonly message: string;
  readonly fixes?: readonly ModellingFix[];
  /** Statements to run by schedule, where that is the way. */
  readonly script?: string;
}

export interface ModellingRule {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly title: string;
  /** Why it matters, and when it does not. */
  readonly explanation: string;
  readonly severity: Severity;
  find(situation: ModellingSituation): readonly Found[];
}

export interface ModellingFinding extends Found {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly severity: Severity;
}

/** What a rule says of each table. */
export function forEachTable(find: (table: Table, situation: ModellingSituation) => readonly Found[]): ModellingRule["find"] {
  return (situation) => situation.schema.tables.flatMap((table) => find(table, situation));
}

/** Names of columns for a sentence. */
export function namesOf(table: Table, ids: readonly Id[]): string {
  return ids.map((id) => table.columns.find((column) => column.id === id)?.name ?? "").join(", ");
}

