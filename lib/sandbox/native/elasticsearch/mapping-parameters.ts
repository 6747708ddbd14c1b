/** Parameters by field type (Elasticsearch 9, mapping reference: field data types). `undefined`: a type that is known, whose parameters are not looked at. */
const any = ["type", "meta", "copy_to", "fields"];
const number = [...any, "coerce", "doc_values", "ignore_malformed", "index", "null_value", "on_script_error", "script", "store", "time_series_dimension", "time_series_metric", "synthetic_source_keep"];
const date = [...any, "doc_values", "format", "locale", "ignore_malformed", "index", "null_value", "on_script_error", "script", "store", "synthetic_source_keep"];
const words = [...any, "analyzer", "search_analyzer", "search_quote_analyzer", "index", "index_options", "norms", "store", "similarity", "term_vector"];

const known: Readonly<Record<string, readonly string[]>> = {
  text: [...words, "eager_global_ordinals", "fielddata", "fielddata_frequency_filter", "index_prefixes", "index_phrases", "position_increment_gap"],
  search_as_you_type: [...words, "max_shingle_size"],
  keyword: [...any, "doc_values", "eager_global_ordinals", "ignore_above", "index", "index_options", "norms", "null_value", "on_script_error", "script", "store", "similarity", "normalizer", "split_queries_on_whitespace", "time_series_dimension", "synthetic_source_keep"],
  boolean: [...any, "doc_values", "ignore_malformed", "index", "null_value", "on_script_error", "script", "store", "time_series_dimension"],
  byte: number, short: number, integer: number, long: number, unsigned_long: number, half_float: number, float: number, double: number, scaled_float: [...number, "scaling_factor"],
  date, date_nanos: date,
  binary: ["type", "doc_values", "store", "meta", "copy_to"],
  flattened: ["type", "depth_limit", "doc_values", "eager_global_ordinals", "ignore_above", "index", "index_options", "null_value", "similarity", "split_queries_on_whitespace", "time_series_dimensions", "meta"],
  dense_vector: ["type", "dims", "element_type", "index", "similarity", "index_options", "meta"],
  object: ["type", "dynamic", "enabled", "subobjects", "properties", "synthetic_source_keep"],
  nested: ["type", "dynamic", "properties", "include_in_parent", "include_in_root", "synthetic_source_keep"],
  alias: ["type", "path", "meta"],
};

const unchecked = new Set([
  "ip", "geo_point", "geo_shape", "shape", "point", "version", "wildcard", "constant_keyword", "completion", "token_count", "rank_feature", "rank_features", "join", "percolator", "semantic_text",
  "sparse_vector", "match_only_text", "histogram", "aggregate_metric_double", "murmur3", "integer_range", "long_range", "float_range", "double_range", "date_range", "ip_range", "counted_keyword", "passthrough", "rank_vectors",
]);

/** The parameters that a field type takes; `unchecked` for types that are known by name only; undefined for a type that is none. */
export function parametersOf(type: string): readonly string[] | "unchecked" | undefined {
  return Object.hasOwn(known, type) ? known[type] : unchecked.has(type) ? "unchecked" : undefined;
}

/** Parameters that may be changed where a field stands (Elasticsearch 9, update mapping API, and the page of each parameter). */
export const changeable: ReadonlySet<string> = new Set(["ignore_above", "search_analyzer", "meta", "coerce", "ignore_malformed", "eager_global_ordinals", "copy_to", "fields", "split_queries_on_whitespace", "depth_limit"]);

export const builtInAnalyzers: ReadonlySet<string> = new Set([
  "standard", "simple", "whitespace", "stop", "keyword", "pattern", "fingerprint",
  "arabic", "armenian", "basque", "bengali", "brazilian", "bulgarian", "catalan", "cjk", "czech", "danish", "dutch", "english", "estonian", "finnish", "french", "galician", "german", "greek", "hindi", "hungarian", "indonesian",
  "irish", "italian", "latvian", "lithuanian", "norwegian", "persian", "portuguese", "romanian", "russian", "serbian", "sorani", "spanish", "swedish", "turkish", "thai",
]);
