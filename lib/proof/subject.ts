import { canonicalJson, type Schema } from "../model";
import { withoutHazards, type MigrationFile } from "../plan/migration-file";
import { sha256 } from "./sha256";

/**
 * What a proof is of: SHA-256 over base, goal and files in a form that does not depend on the order of properties, nor on the
 * hazards in the files: the proof finds them, and a release writes them in.
 * `shapes` are those of derived stores, before and after.
 * A stored proof counts only while this is the same. Runs in the browser too.
 */
export async function proofSubject(base: Schema, goal: Schema, files: readonly MigrationFile[], shapes: readonly object[] = []): Promise<string> {
  return sha256(canonicalJson({ base, goal, files: files.map(({ name, content }) => ({ name, content: withoutHazards(content) })), ...(shapes.length === 0 ? {} : { shapes }) }));
}
