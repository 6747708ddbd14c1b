import type { JsonValue } from "../../model";

/**
 * One change of a document's field: from another field that is there (`copy`), a value where there is none (`fill`, `now`), another type, the
 * id of a document above it (`above`, by its collection), taken away, or changes inside a map, or each map of a list. What is done already stays as it is.
 */
export type DocumentOperation = { readonly field: string } & (
  | { readonly copy: string }
  | { readonly fill: JsonValue }
  | { readonly now: true }
  | { readonly convert: string }
  | { readonly above: string }
  | { readonly remove: true }
  | { readonly inside: readonly DocumentOperation[] }
);

/** Work on every document of a collection; `products/*` + `/reviews` for a subcollection. Commands of a data migration are exactly these. */
export type DocumentWork = {
  /** The collection's path, with `*` for any document above. */
  readonly each: string;
  /** Only documents whose version is below, or is, this number. */
  readonly version?: { readonly field: string; readonly below?: number; readonly is?: number };
  readonly do: readonly DocumentOperation[];
  /** The version they have then. */
  readonly becomes?: { readonly field: string; readonly version: number };
  /** Writes the changed document to this path instead, and leaves the old: names, `{id}`, `{field}`, `{/collection}` for an id above. */
  readonly to?: readonly string[];
};

/** A collection's path as work names it. */
export function pathPattern(names: readonly string[]): string {
  return names.map(encodeURIComponent).join("/*/");
}
