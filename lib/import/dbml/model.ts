import type { NormalizedModel } from "@dbml/core";

/** The parser's normalised model: every kind of element by number. */
export type DbmlModel = NormalizedModel;

type Numbered<T> = Readonly<Record<number, T>>;

/** The elements of one kind, in the order of their numbers, which is that of the file. */
export function elements<T>(items: Numbered<T>): T[] {
  return Object.keys(items).map((id) => at(items, Number(id)));
}

/** One element; throws when the model refers to what it does not hold. */
export function at<T>(items: Numbered<T>, id: number): T {
  return items[id] ?? missing(`element ${id}`);
}

/** Ends in a bug report: the parser's own references do not hold. */
export function missing(what: string): never {
  throw new Error(`The DBML model names ${what}, which it does not hold`);
}
