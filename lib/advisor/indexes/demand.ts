import type { Id, IndexPart, PatternSort } from "../../model";
import type { Need } from "./index-advice";

/**
 * What a key is made of: a column (its id), a column through a function (`lower:<id>`), a column compared by its beginning
 * (`prefix:<id>` in PostgreSQL, whose ordinary order does not serve LIKE; `nocase:<id>` in SQLite), or something else, verbatim (`other:<text>`).
 */
export type Element = string;

/** Id of the column an element is about; undefined for other expressions. */
export function columnOfElement(element: Element): Id | undefined {
  const match = /^(other|[a-z0-9_]+):([\s\S]*)$/.exec(element);
  return match === null ? element : match[1] === "other" ? undefined : match[2];
}

/** The function or form of an element; undefined for a plain column. */
export function formOfElement(element: Element): string | undefined {
  return /^([a-z0-9_]+):/.exec(element)?.[1];
}

/** A condition that stays the same from call to call. */
export interface Constant {
  readonly column: Id;
  readonly test: "null" | "not null" | "equals";
  /** The literal as it is written: `'open'`, `true`, `3`. */
  readonly literal?: string;
}

export function sameConstant(a: Constant, b: Constant): boolean {
  return a.column === b.column && a.test === b.test && a.literal === b.literal;
}

/** One element of the ordered part of a key; without an order, either will do (a range). */
export interface Step {
  readonly element: Element;
  readonly order?: PatternSort["order"];
}

/** A key that somebody needs: the equal elements in any order, then the steps in theirs (sort, then range). */
export interface Demand {
  readonly tableId: Id;
  /** Distinct, in canonical order. */
  readonly equality: readonly Element[];
  readonly steps: readonly Step[];
  readonly need: Need;
  readonly constants: readonly Constant[];
  /** A wide range of time over rows that come in its order: a summary of blocks is enough. */
  readonly brin: boolean;
  /** All columns that the query returns of the table, where it says so. */
  readonly returns?: readonly Id[];
  /** Columns that keep rows of different owners apart: they go first. */
  readonly scope?: Id;
}

/** An index of another kind than a sorted key: words, likeness, what a document or array holds. */
export interface SpecialDemand {
  readonly tableId: Id;
  readonly method: string;
  readonly parts: readonly IndexPart[];
  /** What it is about, for telling whether two are the same. */
  readonly about: { readonly columns: readonly Id[]; readonly form: "words" | "likeness" | "holds" | "space" };
  readonly need: Need;
  readonly reason: string;
  readonly extension?: string;
}

/** The same text for demands that the same keys serve. */
export function shapeOf({ equality, steps, brin }: Demand): string {
  return JSON.stringify([equality, steps.map(({ element, order }) => [element, steps.filter((step) => step.order !== undefined).length > 1 ? order ?? "" : ""]), brin]);
}
