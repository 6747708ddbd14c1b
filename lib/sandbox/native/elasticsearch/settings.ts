import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { refuse } from "./refusal";

/** Settings by their full names (`index.refresh_interval`); null takes one away. */
export function flatSettings(settings: JsonObject): ReadonlyMap<string, JsonValue> {
  const flat = new Map<string, JsonValue>();
  const visit = (value: JsonObject, prefix: string): void => {
    for (const [key, inner] of Object.entries(value)) {
      const name = prefix === "" && key !== "index" && !key.startsWith("index.") ? `index.${key}` : prefix === "" ? key : `${prefix}.${key}`;
      if (isJsonObject(inner)) visit(inner, name);
      else flat.set(name, inner);
    }
  };
  visit(settings, "");
  return flat;
}

const fixed = /^index\.(?:number_of_shards|number_of_routing_shards|routing_partition_size|codec|mode|sort\.|analysis\.|soft_deletes\.|store\.type|time_series\.|routing_path)/;
const dynamic = /^index\.(?:number_of_replicas|auto_expand_replicas|refresh_interval|max_|blocks\.|lifecycle\.|mapping\.|default_pipeline|final_pipeline|hidden|priority|query\.|search\.|indexing\.|translog\.|merge\.|routing\.|gc_deletes|highlight\.|unassigned\.|similarity\.|dense_vector\.|look_)/;

/** Refuses settings that are unknown or out of range; with `open`, also those that an open index does not take. */
export function checkSettings(settings: ReadonlyMap<string, JsonValue>, open: boolean): void {
  for (const [name, value] of settings) {
    if (!fixed.test(name) && !dynamic.test(name)) refuse(`unknown setting [${name}] please check that any required plugins are installed, or check the breaking changes documentation for removed settings`);
    if (open && fixed.test(name)) refuse(`Can't update non dynamic settings [[${name}]] for open indices`);
    if (value === null) continue;
    const number = Number(value);
    if (name === "index.number_of_shards" && !(Number.isInteger(number) && number >= 1 && number <= 1024)) refuse(`Failed to parse value [${String(value)}] for setting [${name}] must be >= 1 and <= 1024`);
    if (name === "index.number_of_replicas" && !(Number.isInteger(number) && number >= 0)) refuse(`Failed to parse value [${String(value)}] for setting [${name}] must be >= 0`);
    if (name === "index.refresh_interval" && !/^(?:-1|\d+(?:nanos|micros|ms|s|m|h|d))$/.test(String(value))) refuse(`failed to parse setting [${name}] with value [${String(value)}] as a time value`);
  }
}

/** Names of the analyzers that an index defines. */
export function analyzersOf(settings: ReadonlyMap<string, JsonValue>): ReadonlySet<string> {
  return new Set([...settings.keys()].flatMap((name) => /^index\.analysis\.analyzer\.([^.]+)\./.exec(name)?.[1] ?? []));
}

const tokenizers = new Set(["standard", "letter", "lowercase", "whitespace", "uax_url_email", "classic", "thai", "ngram", "edge_ngram", "keyword", "pattern", "simple_pattern", "char_group", "simple_pattern_split", "path_hierarchy"]);
const filters = new Set(["apostrophe", "asciifolding", "cjk_bigram", "cjk_width", "classic", "decimal_digit", "edge_ngram", "elision", "fingerprint", "flatten_graph", "hunspell", "keyword_repeat", "kstem", "length", "limit", "lowercase", "min_hash", "ngram", "porter_stem", "remove_duplicates", "reverse", "shingle", "snowball", "stemmer", "stop", "trim", "truncate", "unique", "uppercase", "word_delimiter", "word_delimiter_graph"]);

/** Refuses analyzers of parts that do not exist. */
export function checkAnalysis(settings: ReadonlyMap<string, JsonValue>): void {
  const own = (kind: string): ReadonlySet<string> => new Set([...settings.keys()].flatMap((name) => new RegExp(`^index\\.analysis\\.${kind}\\.([^.]+)\\.`).exec(name)?.[1] ?? []));
  const [ownFilters, ownTokenizers] = [own("filter"), own("tokenizer")];
  for (const name of analyzersOf(settings)) {
    const at = (key: string): JsonValue | undefined => settings.get(`index.analysis.analyzer.${name}.${key}`);
    const tokenizer = at("tokenizer");
    if (at("type") === "custom" || tokenizer !== undefined) {
      if (typeof tokenizer !== "string") refuse(`analyzer [${name}] must specify either an analyzer type, or a tokenizer`);
      else if (!tokenizers.has(tokenizer) && !ownTokenizers.has(tokenizer)) refuse(`Custom Analyzer [${name}] failed to find tokenizer under name [${tokenizer}]`);
      const used = at("filter");
      for (const filter of Array.isArray(used) ? used : used === undefined ? [] : [used]) if (typeof filter !== "string" || (!filters.has(filter) && !ownFilters.has(filter))) refuse(`Custom Analyzer [${name}] failed to find filter under name [${String(filter)}]`);
    }
  }
}

const phases = new Set(["hot", "warm", "cold", "frozen", "delete"]);
const actions = new Set(["rollover", "shrink", "forcemerge", "set_priority", "unfollow", "allocate", "readonly", "migrate", "downsample", "searchable_snapshot", "freeze", "wait_for_snapshot", "delete"]);
const age = /^\d+(?:nanos|micros|ms|s|m|h|d)$/;

/** Refuses a lifecycle policy that the engine refuses. */
export function checkPolicy(body: JsonValue | undefined): JsonObject {
  const policy = isJsonObject(body) ? body["policy"] : undefined;
  const held = isJsonObject(policy) ? policy["phases"] : undefined;
  if (!isJsonObject(policy) || !isJsonObject(held)) return refuse("A policy needs phases");
  for (const [name, phase] of Object.entries(held)) {
    if (!phases.has(name)) refuse(`lifecycle does not support phase [${name}]`);
    if (!isJsonObject(phase)) return refuse(`[phase] ${name} is not an object`);
    const least = phase["min_age"];
    if (least !== undefined && !(typeof least === "string" && (least === "0" || age.test(least)))) refuse(`failed to parse setting [min_age] with value [${String(least)}] as a time value`);
    for (const [action, options] of Object.entries(isJsonObject(phase["actions"]) ? phase["actions"] : {})) {
      if (!actions.has(action) || (action === "rollover" && name !== "hot") || (action === "delete" && name !== "delete")) refuse(`invalid action [${action}] defined in phase [${name}]`);
      if (action === "rollover" && isJsonObject(options)) {
        for (const key of Object.keys(options)) if (!/^(?:max|min)_(?:age|docs|size|primary_shard_size|primary_shard_docs)$/.test(key)) refuse(`[rollover] unknown field [${key}]`);
        if (Object.keys(options).length === 0) refuse("At least one rollover condition must be set.");
      }
    }
  }
  return policy;
}
