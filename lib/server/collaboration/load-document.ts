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
  const good: Part[] = [];
  for (const part of partsOf(stored)) {
    const reason = undecodable(part);
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

/** The snapshot, or a row of the log. */
interface Part {
  readonly seq?: number;
  readonly bytes: Uint8Array;
}

function partsOf(stored: StoredDocument): readonly Part[] {
  return [
    ...(stored.snapshot === undefined ? [] : [{ bytes: stored.snapshot.state }]),
    ...stored.rows.map((row) => ({ seq: row.seq, bytes: row.update })),
  ];
}

/** Why a part cannot even be decoded. */
function undecodable(part: Part): string | undefined {
  return failureOf(() => void Y.decodeUpdate(part.bytes));
}

/** A document that threw when it was filled: it is not to be trusted, and its log is to be read with care (readDesignDocument). */
export class SpoiledDocument extends Error {
  override readonly name = "SpoiledDocument";
}

/**
 * Fills an empty document from the log, in half of the time of reading it with care: without trying on another document first.
 * Answers as readDesignDocument does. Rejects with SpoiledDocument where that trial would have been needed.
 */
export async function fillDocument(document: Y.Doc, log: DesignLog, designId: string): Promise<{ readonly quarantined: number }> {
  const stored = await log.read(designId);
  const parts = partsOf(stored);
  if (parts.some((part) => undecodable(part) !== undefined)) {
    const { update, quarantined } = await readDesignDocument(log, designId, stored);
    Y.applyUpdate(document, update);
    return { quarantined };
  }
  const reason = failureOf(() => Y.transact(document, () => parts.forEach((part) => Y.applyUpdate(document, part.bytes))));
  if (reason !== undefined) throw new SpoiledDocument(reason);
  return { quarantined: await lossOf(log, designId, isIncomplete(document)) };
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
export async function readDesignDocument(log: DesignLog, designId: string, stored?: StoredDocument): Promise<{ readonly update: Uint8Array; readonly quarantined: number }> {
  const loaded = loadStored(stored ?? await log.read(designId));
  if (loaded.bad.length > 0) {
    await log.quarantine(designId, loaded.bad);
    console.error(`Design ${designId}: ${loaded.bad.length} unreadable rows of its log were set aside in design_quarantine.`);
  }
  return { update: loaded.update, quarantined: await lossOf(log, designId, loaded.incomplete) };
}

/** How many rows were ever set aside, and one for edits that cannot be shown. */
async function lossOf(log: DesignLog, designId: string, incomplete: boolean): Promise<number> {
  if (incomplete) console.error(`Design ${designId}: edits wait for others that are missing from its log.`);
  return (await log.quarantined(designId)) + (incomplete ? 1 : 0);
}
