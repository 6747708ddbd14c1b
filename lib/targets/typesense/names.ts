/** A collection's or alias's name: letters, digits, `_` and `-`, so that it stands in paths and in `$collection(...)` of joins as it is. */
export function collectionName(table: string): string {
  const name = [...table.replaceAll(/[^\p{L}\p{N}_-]+/gu, "_")].slice(0, 120).join("");
  return /^_*$/.test(name) ? "collection" : name;
}

/**
 * A field's name: a dot would make an object of it, `*` a pattern, and `:`, `&`, `|`, parentheses, commas and spaces mean something in filter_by.
 * `id` is the document's own.
 */
export function fieldName(column: string): string {
  const name = [...column.replaceAll(/[^\p{L}\p{N}_-]+/gu, "_")].slice(0, 120).join("");
  return /^_*$/.test(name) ? "field" : name;
}

/** A name in a path or file name: letters, digits, `_`; at most 60. */
export function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "").slice(0, 60).replace(/_+$/, "") || "collection";
}
