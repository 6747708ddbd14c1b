import { canonicalJson, type JsonObject, type JsonValue } from "../../model";
import { compareElements } from "../native/elements";
import type { EsField, EsIndex } from "./model";

/** How an index becomes another: not at all, where it stands, or as a new version that is filled from the old one or from the primary store. */
export interface IndexChange {
  readonly kind: "none" | "in place" | "new version";
  /** Fields that come, by path. */
  readonly added: readonly { readonly path: string; readonly field: EsField }[];
  /** Only with a new version: the documents of the old one do not hold what the new one needs, or not in a form that it reads. */
  readonly fill?: "reindex" | "feed";
  /** Why, for people: "orders.note is dropped". */
  readonly reasons: readonly string[];
  readonly settings: readonly string[];
}

/** Settings that an open index takes (Elasticsearch 9, index modules: dynamic settings). */
const dynamicSettings = new Set(["refresh_interval", "number_of_replicas"]);

export function compareIndexes(from: EsIndex, to: EsIndex): IndexChange {
  const reasons: string[] = [];
  let feed = false;
  if (from.stream !== to.stream) reasons.push(to.stream ? "documents are only added from now on" : "documents are changed from now on");
  if (canonicalJson(from.key) !== canonicalJson(to.key)) {
    reasons.push("documents get another id");
    feed = true;
  }
  if (canonicalJson([...from.tables].sort()) !== canonicalJson([...to.tables].sort())) {
    reasons.push("other rows lie in the documents");
    feed = true;
  }
  if ((from.policy === undefined) !== (to.policy === undefined) || from.retention !== to.retention) reasons.push("old documents go another way");
  const settings = [...new Set([...Object.keys(from.settings), ...Object.keys(to.settings)])].filter((key) => canonicalJson(from.settings[key]) !== canonicalJson(to.settings[key]));
  for (const key of settings) if (!dynamicSettings.has(key)) reasons.push(`${key.replaceAll("_", " ")} is fixed once an index is there`);
  const fields = compareFields(from.fields, to.fields, "");
  reasons.push(...fields.reasons);
  feed ||= fields.feed;
  const changed = settings.length > 0 || fields.added.length > 0 || fields.updated || canonicalJson(from.policy) !== canonicalJson(to.policy);
  if (reasons.length > 0) return { kind: "new version", added: fields.added, fill: feed ? "feed" : "reindex", reasons, settings };
  return { kind: changed ? "in place" : "none", added: fields.added, reasons, settings };
}

function compareFields(from: readonly EsField[], to: readonly EsField[], path: string): { readonly added: IndexChange["added"]; readonly reasons: readonly string[]; readonly updated: boolean; readonly feed: boolean } {
  const { added, dropped, changed } = compareElements(from, to);
  const result = { added: added.map((field) => ({ path: `${path}${field.name}`, field })), reasons: dropped.map(({ name }) => `${path}${name} is dropped`), updated: false, feed: added.some(({ fields }) => fields !== undefined) };
  for (const { from: old, to: now } of changed) {
    if (old.name !== now.name) result.reasons.push(`${path}${old.name} is called ${now.name}`);
    if (canonicalJson(old.mapping) !== canonicalJson(now.mapping)) {
      if (updatable(old.mapping, now.mapping)) result.updated = true;
      else {
        result.reasons.push(`${path}${now.name} is ${describe(now.mapping)} instead of ${describe(old.mapping)}`);
        result.feed ||= !readable(old.mapping, now.mapping);
      }
    }
    if (old.fields !== undefined && now.fields !== undefined) {
      const inner = compareFields(old.fields, now.fields, `${path}${now.name}.`);
      result.added.push(...inner.added);
      result.reasons.push(...inner.reasons);
      result.updated ||= inner.updated;
      result.feed ||= inner.feed;
    }
  }
  return { ...result };
}

function describe(mapping: JsonObject): string {
  const type = String(mapping["type"]);
  return type === "object" && mapping["enabled"] === false ? "not indexed" : type === "scaled_float" ? `scaled_float by ${String(mapping["scaling_factor"])}` : mapping["index"] === false ? `${type}, not indexed` : type;
}

/** `ignore_above` of a keyword can be changed where the field stands (Elasticsearch 9, update mapping API); documents that are there keep the old one. */
function updatable(from: JsonObject, to: JsonObject): boolean {
  const rest = ({ ignore_above: _above, fields: _fields, ...more }: JsonObject): JsonObject => more;
  if (from["type"] !== "keyword" && canonicalJson(from["ignore_above"]) !== canonicalJson(to["ignore_above"])) return false;
  if (from["ignore_above"] !== undefined && to["ignore_above"] === undefined) return false;
  return canonicalJson(rest(from)) === canonicalJson(rest(to)) && canonicalJson(from["fields"]) === canonicalJson(to["fields"]);
}

const numbers = new Set<JsonValue | undefined>(["byte", "short", "integer", "long", "float", "double", "scaled_float"]);
const texts = new Set<JsonValue | undefined>(["keyword", "text", "search_as_you_type"]);

/** Whether the new field reads the JSON values that the old one took. */
function readable(from: JsonObject, to: JsonObject): boolean {
  const [a, b] = [from["type"], to["type"]];
  if (from["enabled"] === false || to["enabled"] === false) return to["enabled"] === false;
  if (numbers.has(a)) return numbers.has(b) || texts.has(b);
  if (texts.has(a) || a === "boolean") return texts.has(b) || a === b;
  if (a === "date" || a === "date_nanos") return texts.has(b) || ((b === "date" || b === "date_nanos") && (from["format"] === to["format"] || to["format"] !== "strict_date"));
  return a === b || (a !== "alias" && a !== "nested" && a !== "object" && texts.has(b)) || ((a === "nested" || a === "object") && (b === "nested" || b === "object" || b === "flattened"));
}
