import type { JsonObject, JsonValue } from "../../model";
import { compareElements } from "../native/elements";
import type { EsField, EsIndex } from "./model";

/**
 * The one script of all copies: what it does stands in its parameters, so it is compiled once and no name from a design becomes code. Names are
 * taken out before they are put back, so that two fields can change names with each other.
 */
export const moveScript = [
  "List within(Map source, String path) {",
  "  if (path == null) { return [source]; }",
  "  def held = source.get(path);",
  "  if (held == null) { return []; }",
  "  return held instanceof List ? held : [held];",
  "}",
  "for (def part : params.parts) {",
  "  for (def item : within(ctx._source, part.path)) {",
  "    Map moved = new HashMap();",
  "    for (def move : part.renamed) { if (item.containsKey(move.from)) { moved.put(move.to, item.remove(move.from)); } }",
  "    for (def name : part.removed) { item.remove(name); }",
  "    for (def entry : moved.entrySet()) { item.put(entry.getKey(), entry.getValue()); }",
  "    for (def set : part.defaults) { if (item.get(set.name) == null) { item.put(set.name, set.value); } }",
  "  }",
  "}",
].join("\n");

export interface MovePart {
  /** The object whose fields it is about; null: the document. */
  readonly path: string | null;
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly removed: readonly string[];
  readonly defaults: readonly { readonly name: string; readonly value: JsonValue }[];
}

/** What a document of one shape needs to be one of the other; empty: nothing. */
export function moveParts(from: EsIndex, to: EsIndex): readonly MovePart[] {
  const parts: MovePart[] = [];
  const stored = (fields: readonly EsField[]): readonly EsField[] => fields.filter(({ mapping, column, fields: inner }) => mapping["type"] !== "alias" && (column !== undefined || inner !== undefined || mapping["type"] === "flattened"));
  const visit = (old: readonly EsField[], now: readonly EsField[], path: string | null): void => {
    const { added, dropped, changed } = compareElements(stored(old), stored(now));
    // The inner first, while the object is still called as it was.
    for (const { from: a, to: b } of changed) if (a.fields !== undefined && b.fields !== undefined) visit(a.fields, b.fields, a.name);
    const part: MovePart = {
      path,
      renamed: changed.flatMap(({ from: a, to: b }) => (a.name === b.name ? [] : [{ from: a.name, to: b.name }])),
      removed: dropped.map(({ name }) => name),
      defaults: path === null ? added.flatMap(({ name }) => (Object.hasOwn(to.defaults, name) ? [{ name, value: to.defaults[name] ?? null }] : [])) : [],
    };
    if (part.renamed.length + part.removed.length + part.defaults.length > 0) parts.push(part);
  };
  visit(from.fields, to.fields, null);
  return parts;
}

/** For a request's body; nothing where documents stay as they are. */
export function scriptOf(parts: readonly MovePart[]): JsonObject {
  if (parts.length === 0) return {};
  return { script: { lang: "painless", source: moveScript, params: { parts: parts.map(({ path, renamed, removed, defaults }) => ({ path, renamed: renamed.map((move) => ({ ...move })), removed: [...removed], defaults: defaults.map((set) => ({ ...set })) })) } } };
}
