import { mergeSchema } from "@/lib/design/merge-schema";
import type { Design, Patch } from "@/lib/design/design";
import type { Diagnostic, Schema } from "@/lib/model";
import type { Renaming } from "@/lib/diff";

/** What reading a text gave. */
export interface Reading {
  readonly schema: Schema;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The patch an edited text means. A text cannot say everything a design holds (DBML has no triggers, and the sandbox refuses
 * extensions it lacks), so what already differs when the design's own, unedited text is read back is none of the person's doing
 * and is left as it is.
 */
export function textPatch(base: Design, edited: Schema, unedited: Schema, renames: readonly Renaming[] = []): Patch {
  const patch = mergeSchema(base, edited, renames);
  const noise = mergeSchema(base, unedited);
  return new Map([...patch].filter(([key, value]) => {
    if (!noise.has(key)) return true;
    // Deletions carry a token of their own each time.
    return !key.endsWith("|del") && JSON.stringify(noise.get(key)) !== JSON.stringify(value);
  }));
}

/** Findings that the edit brought: those of the unedited text are known, and do not stand in the way. */
export function newFindings(edited: readonly Diagnostic[], unedited: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(unedited.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`));
  return edited.filter((diagnostic) => !known.has(`${diagnostic.code} ${diagnostic.message}`));
}
