import type { JsonObject, JsonValue } from "../../model";
import { copyParts, type CopyPart } from "./compare";
import { physicalName, schemaOf, type TsCollection } from "./model";

/** One request as a command: what the sandbox and the runner take. */
export function request(method: "PUT" | "POST" | "PATCH" | "DELETE", path: string, body?: JsonValue): string {
  return JSON.stringify({ method, path, ...(body === undefined ? {} : { body }) });
}

export function create(collection: TsCollection): string {
  return request("POST", "/collections", schemaOf(collection));
}

export function drop(collection: TsCollection): string {
  return request("DELETE", `/collections/${encodeURIComponent(physicalName(collection))}`);
}

export function pointTo(alias: string, collection: TsCollection): string {
  return request("PUT", `/aliases/${encodeURIComponent(alias)}`, { collection_name: physicalName(collection) });
}

export function dropAlias(alias: string): string {
  return request("DELETE", `/aliases/${encodeURIComponent(alias)}`);
}

/** Parts as plain JSON, for scripts and commands. */
export function partsJson(parts: readonly CopyPart[]): JsonValue {
  return parts.map(({ path, moved, removed, defaults }): JsonObject => ({ path, moved: moved.map(({ from, to, convert }) => ({ from, to, convert: { ...convert } })), removed: [...removed], defaults: defaults.map((set) => ({ ...set })) }));
}

/**
 * Exports the documents of one collection and imports them into another. No request does this: the runner and the data migration page through
 * `documents/export` and `documents/import?action=create`, which leaves alone what is there.
 */
export function copy(from: TsCollection, to: TsCollection): string {
  return JSON.stringify({ copy: { from: physicalName(from), to: physicalName(to), parts: partsJson(copyParts(from, to)) } });
}
