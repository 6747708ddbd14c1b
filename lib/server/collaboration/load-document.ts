import * as Y from "yjs";
import type { DesignLog, QuarantineEntry, StoredDocument } from "../store/design-log";

export interface LoadedDocument {
  readonly update: Uint8Array;
  /** What could not be read and was left out. */
  readonly bad: readonly QuarantineEntry[];
  /** Edits that wait for others which are missing: a row of the log was lost. */
  readonly incomplete: boolean;
}

/**
 * Merges snapshot and log into one update that is known to apply. Whatever is unreadable is left out, never the design:
 * decoding finds most damage, and applying finds the rest (about 1 in 200 flipped rows decodes and then throws).
 */
export function loadStored(stored: StoredDocument): LoadedDocument {
  const bad: QuarantineEntry[] = [];
  const good: { seq?: number; bytes: Uint8Array }[] = [];
  const parts = [
    ...(stored.snapshot === undefined ? [] : [{ bytes: stored.snapshot.state }]),
    ...stored.rows.map((row) => ({ seq: row.seq, bytes: row.update })),
  ];
  for (const part of parts) {
    const reason = failureOf(() => void Y.decodeUpdate(part.bytes));
    if (reason === undefined) good.push(part);
    else bad.push({ ...part, reason });
  }
  for (;;) {
    const attempt = apply(good);
    if ("doc" in attempt) {
      const update = Y.encodeStateAsUpdate(attempt.doc);
      const incomplete = isIncomplete(attempt.doc);
      attempt.doc.destroy();
      return { update, bad, incomplete };
    }
    const [culprit] = good.splice(attempt.culprit, 1);
    if (culprit !== undefined) bad.push({ ...culprit, reason: attempt.reason });
  }
}

/** A document of all parts, or the first part that throws. A document that threw is not to be trusted and is dropped. */
function apply(parts: readonly { readonly bytes: Uint8Array }[]): { readonly doc: Y.Doc } | { readonly culprit: number; readonly reason: string } {
  const together = new Y.Doc();
  // The usual case in one transaction, which is faster.
  if (failureOf(() => Y.transact(together, () => parts.forEach((part) => Y.applyUpdate(together, part.bytes)))) === undefined) return { doc: together };
  together.destroy();
  const oneByOne = new Y.Doc();
  for (const [culprit, part] of parts.entries()) {
    const reason = failureOf(() => Y.applyUpdate(oneByOne, part.bytes));
    if (reason === undefined) continue;
    oneByOne.destroy();
    return { culprit, reason };
  }
  return { doc: oneByOne };
}

/** Whether a document holds edits that it cannot show because earlier ones are missing. */
export function isIncomplete(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function failureOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Reads a design from the log, setting what is unreadable aside. Answers how many rows were ever set aside. */
export async function readDesignDocument(log: DesignLog, designId: string): Promise<{ readonly update: Uint8Array; readonly quarantined: number }> {
  const loaded = loadStored(await log.read(designId));
  if (loaded.bad.length > 0) {
    await log.quarantine(designId, loaded.bad);
    console.error(`Design ${designId}: ${loaded.bad.length} unreadable rows of its log were set aside in design_quarantine.`);
  }
  if (loaded.incomplete) console.error(`Design ${designId}: edits wait for others that are missing from its log.`);
  return { update: loaded.update, quarantined: (await log.quarantined(designId)) + (loaded.incomplete ? 1 : 0) };
}
