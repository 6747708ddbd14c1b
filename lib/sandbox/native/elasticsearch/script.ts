import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";

interface Part {
  readonly path: string | null;
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly removed: readonly string[];
  readonly defaults: readonly { readonly name: string; readonly value: JsonValue }[];
}

/**
 * What a script of ours does, read from its parameters. There is no Painless compiler here: a script of another kind changes nothing, and the
 * note says so.
 */
export function readParts(script: JsonValue | undefined): { readonly parts: readonly Part[]; readonly note?: string } {
  if (script === undefined) return { parts: [] };
  const parts = isJsonObject(script) && isJsonObject(script["params"]) ? script["params"]["parts"] : undefined;
  if (!Array.isArray(parts)) return { parts: [], note: "what a Painless script does to documents" };
  return {
    note: "the text of Painless scripts (their parameters are carried out)",
    parts: parts.filter(isJsonObject).map((part): Part => ({
      path: typeof part["path"] === "string" ? part["path"] : null,
      renamed: list(part["renamed"]).map((move) => ({ from: String(move["from"]), to: String(move["to"]) })),
      removed: Array.isArray(part["removed"]) ? part["removed"].map(String) : [],
      defaults: list(part["defaults"]).map((set) => ({ name: String(set["name"]), value: set["value"] ?? null })),
    })),
  };
}

function list(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The document after the script. */
export function applyParts(document: JsonObject, parts: readonly Part[]): JsonObject {
  return parts.reduce((held, part) => {
    if (part.path === null) return changed(held, part);
    const inner = Object.hasOwn(held, part.path) ? held[part.path] : undefined;
    const now: JsonValue | undefined = Array.isArray(inner) ? inner.map((item): JsonValue => (isJsonObject(item) ? changed(item, part) : item)) : isJsonObject(inner) ? changed(inner, part) : inner;
    return now === undefined ? held : { ...held, [part.path]: now };
  }, document);
}

function changed(document: JsonObject, { renamed, removed, defaults }: Part): JsonObject {
  const fields = new Map(Object.entries(document));
  const moved = new Map<string, JsonValue>();
  for (const { from, to } of renamed) {
    const value = fields.get(from);
    if (value === undefined) continue;
    moved.set(to, value);
    fields.delete(from);
  }
  for (const name of removed) fields.delete(name);
  for (const [name, value] of moved) fields.set(name, value);
  for (const { name, value } of defaults) if ((fields.get(name) ?? null) === null) fields.set(name, value);
  return Object.fromEntries(fields);
}
