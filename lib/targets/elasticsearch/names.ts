/** Fields of every document that its own cannot be named like (Elasticsearch 9, metadata fields). */
const metadata = new Set(["_id", "_index", "_source", "_type", "_routing", "_field_names", "_ignored", "_ignored_source", "_meta", "_tier", "_doc_count", "_seq_no", "_primary_term", "_version", "_size", "_nested_path", "_inference_fields", "_data_stream_timestamp"]);

/** Bytes that a name may have, less what `-v<number>` and a suffix of ours may add (limit: 255 bytes). */
const nameBytes = 235;

/**
 * An index or alias name: lower case, without `\ / * ? " < > | space , # :`, not beginning with `-`, `_`, `+` or `.`, at most 255 bytes
 * (Elasticsearch 9, create index).
 */
export function indexName(table: string): string {
  let name = table.toLowerCase().replaceAll(/[\\/*?"<>|\s,#:\p{Cc}\u2028\u2029]/gu, "_").replace(/^[-_+.]+/u, "");
  while (new TextEncoder().encode(name).length > nameBytes) name = [...name].slice(0, -1).join("");
  return name === "" ? "index" : name;
}

/** A field's name: dots would make objects of it, and metadata fields are taken. */
export function fieldName(column: string): string {
  const name = column.replaceAll(".", "_").trim();
  if (name === "") return "field";
  return metadata.has(name) ? `field${name}` : name;
}

/** A name in a path or file name: letters, digits, `_` and `-`. */
export function fileName(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "").slice(0, 60) || "query";
}

/** A name within a request's path. */
export function pathPart(name: string): string {
  return encodeURIComponent(name);
}

/** A migration's slug: lower-case letters, digits and underscores, at most 60. */
export function slug(text: string): string {
  return fileName(text).replace(/_+$/, "");
}
