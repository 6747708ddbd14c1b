import type { Schema } from "../model";
import { withoutHazards, type MigrationFile } from "../plan/migration-file";
import { sha256 } from "./sha256";

/**
 * What a proof is of: SHA-256 over base, goal and files in a form that does not depend on the order of properties, nor on the
 * hazards in the files: the proof finds them, and a release writes them in.
 * A stored proof counts only while this is the same. Runs in the browser too.
 */
export async function proofSubject(base: Schema, goal: Schema, files: readonly MigrationFile[]): Promise<string> {
  return sha256(canonicalJson({ base, goal, files: files.map(({ name, content }) => ({ name, content: withoutHazards(content) })) }));
}

/** JSON with sorted property names; absent and undefined properties are the same. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
