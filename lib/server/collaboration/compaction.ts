import * as Y from "yjs";
import type { DesignLog } from "../store/design-log";
import { isIncomplete, loadStored } from "./load-document";

export interface MergeInput {
  readonly snapshot?: Uint8Array;
  readonly rows: readonly Uint8Array[];
}

/** The merged state, or why rows and snapshot must stay as they are. */
export type MergeOutput = { readonly state: Uint8Array } | { readonly skipped: string };

/**
 * Merges a snapshot and rows into one state, and checks that the state, read back, says the same: same state vector,
 * same content. Runs in a worker: for a large design it takes half a second of computing.
 */
export function mergeLog(input: MergeInput): MergeOutput {
  const loaded = loadStored({
    ...(input.snapshot === undefined ? {} : { snapshot: { state: input.snapshot, revision: "" } }),
    rows: input.rows.map((update, seq) => ({ seq, update })),
  });
  if (loaded.bad.length > 0) return { skipped: "some rows are unreadable" };
  if (loaded.incomplete) return { skipped: "some edits wait for missing ones" };
  const back = new Y.Doc();
  Y.applyUpdate(back, loaded.update);
  const vector = Y.encodeStateVector(back);
  const same = Buffer.compare(Y.encodeStateVectorFromUpdate(loaded.update), vector) === 0 && !isIncomplete(back)
    && containsAll(vector, input) && Buffer.compare(Y.encodeStateAsUpdate(back), loaded.update) === 0;
  back.destroy();
  return same ? { state: loaded.update } : { skipped: "the merged state differs from its rows" };
}

/** Whether a state vector has reached every clock that the parts mention. */
function containsAll(vector: Uint8Array, input: MergeInput): boolean {
  const reached = Y.decodeStateVector(vector);
  return [...(input.snapshot === undefined ? [] : [input.snapshot]), ...input.rows].every((update) => {
    for (const [client, clock] of Y.parseUpdateMeta(update).to) if ((reached.get(client) ?? 0) < clock) return false;
    return true;
  });
}

/** When rows are worth merging: many of them, or a quarter of the snapshot and more than small change. */
export function isCompactionDue(size: { readonly rows: number; readonly bytes: number; readonly snapshotBytes: number }, unloading: boolean): boolean {
  if (size.rows > 1_000) return true;
  if (size.bytes > Math.max(size.snapshotBytes / 4, 256 * 1024)) return true;
  return unloading && size.rows > 50;
}

export interface Compactor {
  /** Merges when it is due. Never rejects: a failed compaction costs nothing but room. */
  compactIfDue(designId: string, unloading: boolean): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Compaction of a design is done by one at a time in this process; between processes the snapshot's revision decides. */
export function createCompactor(log: DesignLog, merge: (input: MergeInput) => Promise<MergeOutput>): Compactor {
  const running = new Map<string, Promise<void>>();

  async function compact(designId: string, unloading: boolean): Promise<void> {
    try {
      if (!isCompactionDue(await log.size(designId), unloading)) return;
      const stored = await log.read(designId);
      const result = await merge({
        ...(stored.snapshot === undefined ? {} : { snapshot: stored.snapshot.state }),
        rows: stored.rows.map((row) => row.update),
      });
      if ("skipped" in result) {
        console.error(`Design ${designId}: its log was not compacted: ${result.skipped}.`);
        return;
      }
      await log.replace(designId, { state: result.state, from: stored.snapshot?.revision, seqs: stored.rows.map((row) => row.seq) });
    } catch (error) {
      console.error(`Design ${designId}: its log was not compacted: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    compactIfDue(designId, unloading) {
      const already = running.get(designId);
      if (already !== undefined) return already;
      const work = compact(designId, unloading).finally(() => running.delete(designId));
      running.set(designId, work);
      return work;
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}
