import type { AccessPattern, Id, Index, IndexPart, Schema, Table, TableLoad } from "../../model";
import type { Capabilities } from "../../targets/target";

/** What index advice is made from. */
export interface IndexQuestion {
  readonly schema: Schema;
  readonly patterns: readonly AccessPattern[];
  readonly loads: ReadonlyMap<Id, TableLoad>;
  readonly capabilities: Capabilities;
  /** Quotes a name for an expression as the target does; absent: standard SQL. */
  readonly quote?: (name: string) => string;
  /** A free name for a new index; `schema` already holds the indexes advised before it. Absent: `<table>_<columns>_idx`, made free by a number. */
  readonly nameIndex?: (table: Table, parts: readonly IndexPart[], schema: Schema) => string;
}

/** Who needs a key: a pattern on its own table or on one read along, or a foreign key that is checked. */
export type Need = { readonly kind: "pattern"; readonly id: Id; readonly name: string; readonly how: string }
  | { readonly kind: "foreign key"; readonly id: Id; readonly name: string; readonly how: string };

export interface IndexCost {
  /** Entries written per second, as far as rates are said. */
  readonly entriesPerSecond: number;
  /** Writes whose rate nobody said: the number is a lower bound. */
  readonly unknownRates: boolean;
  /** On disk, by the target's rule; undefined where nobody said how many rows there are, or no rule is known. */
  readonly bytes: number | undefined;
}

/** An index to add, ready to be one. */
export interface AdvisedIndex {
  readonly tableId: Id;
  /** Its id says what it is (`advice:<table>:<key>`); a design gives it one of its own. */
  readonly index: Index;
  readonly needs: readonly Need[];
  /** Why it looks as it does, one sentence each. */
  readonly reasons: readonly string[];
  readonly cost: IndexCost;
  /** Indexes that are there and do nothing more once this one is. */
  readonly replaces: readonly Id[];
  /** An extension the database needs first. */
  readonly extension?: string;
}

/** An index that is there and could go. */
export interface NeedlessIndex {
  readonly tableId: Id;
  readonly indexId: Id;
  readonly kind: "duplicate" | "prefix" | "unused";
  /** The key or index that does its work. */
  readonly coveredBy?: Id;
  readonly reason: string;
  /** What dropping it saves. */
  readonly saves: IndexCost;
}

/** A need that no index of this target serves, and what would help. */
export interface Unserved {
  readonly need: Need;
  readonly tableId: Id;
  readonly code: "leading-wildcard" | "function-on-column" | "across-tables" | "text-column-unknown" | "no-index-method" | "unkeyed-type";
  readonly reason: string;
  readonly help: string;
  /** The column it is about, where it is one. */
  readonly columnId?: Id;
}

/** A need that a key serves that is there already. */
export interface ServedNeed {
  readonly need: Need;
  readonly tableId: Id;
  /** Id of the primary key, unique key or index; of the foreign key whose own index it is. */
  readonly by: Id;
}

/** A need on a table so small that reading all of it is as quick. */
export interface SmallTable {
  readonly tableId: Id;
  readonly pages: number;
  readonly needs: readonly Need[];
}

/** A foreign key whose referencing columns no key begins with, and what suffers. */
export interface BareForeignKey {
  readonly tableId: Id;
  readonly foreignKeyId: Id;
  readonly suffers: readonly string[];
}

export interface IndexAdvice {
  readonly add: readonly AdvisedIndex[];
  readonly needless: readonly NeedlessIndex[];
  readonly unserved: readonly Unserved[];
  readonly served: readonly ServedNeed[];
  readonly small: readonly SmallTable[];
  readonly bareForeignKeys: readonly BareForeignKey[];
  /** How sizes are reckoned. */
  readonly sizeRule: string | undefined;
}
