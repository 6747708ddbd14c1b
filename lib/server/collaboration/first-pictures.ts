import type { DesignLog } from "../store/design-log";
import type { MergeInput } from "./compaction";
import type { DrawnPicture } from "./draw-first-picture";

/** First pictures of designs, kept in memory and drawn by a worker. A picture may be some seconds behind: the document follows it. */
export interface FirstPictures {
  /** The picture, when there is one that is not long out of date; asking sees to it that the next time there is. */
  get(designId: string): Uint8Array | undefined;
  /** Keeps the picture of a design that was just made. */
  keep(designId: string, bytes: Uint8Array): void;
  /** The design was written to: its picture is out of date from now on. */
  written(designId: string): void;
  /** Draws it in the background, unless it is up to date, or `late` and not half a minute behind. Never rejects. */
  refresh(designId: string, when?: "late"): Promise<void>;
  forget(designId: string): void;
  /** Resolves when nothing is being drawn. */
  idle(): Promise<void>;
}

/** How many designs' pictures are kept: one of a thousand tables has about a hundred kilobytes. */
const kept = 64;
/** How long a picture is still shown after the first edit that it lacks, in milliseconds. */
const patience = 60_000;
/** A document with fewer bytes in the log is there as soon as its picture would be. */
export const worthwhile = 128 * 1024;

interface Kept {
  /** Absent for a small design. */
  readonly bytes: Uint8Array | undefined;
  /** Number of writes to the design when it was read; see `writes`. */
  readonly at: number;
}

export function createFirstPictures(
  log: Pick<DesignLog, "read">, draw: (input: MergeInput) => Promise<DrawnPicture>, now: () => number = () => performance.now(),
): FirstPictures {
  /** Least recently used first. */
  const pictures = new Map<string, Kept>();
  /** Writes this process saw, and when the first came that the kept picture lacks. */
  const writes = new Map<string, { count: number; since: number | undefined }>();
  const running = new Map<string, Promise<void>>();

  function keep(designId: string, picture: Kept): void {
    pictures.delete(designId);
    pictures.set(designId, picture);
    const [oldest] = pictures.keys();
    if (pictures.size > kept && oldest !== undefined) pictures.delete(oldest);
  }

  async function drawNow(designId: string): Promise<void> {
    try {
      // Noted before the log is read: an edit that comes meanwhile leaves the picture out of date.
      const at = writes.get(designId)?.count ?? 0;
      const stored = await log.read(designId);
      const rows = stored.rows.map((row) => row.update), snapshot = stored.snapshot?.state;
      const size = rows.reduce((sum, row) => sum + row.length, snapshot?.length ?? 0);
      const bytes = size < worthwhile ? undefined : (await draw({ ...(snapshot === undefined ? {} : { snapshot }), rows })).bytes;
      keep(designId, { bytes, at });
      const state = writes.get(designId);
      if (state !== undefined) state.since = state.count === at ? undefined : now();
    } catch (error) {
      // Without a picture a design opens somewhat later, and that is all.
      console.error(`Design ${designId}: its first picture was not drawn: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  const isCurrent = (designId: string): boolean => pictures.get(designId)?.at === (writes.get(designId)?.count ?? 0);

  function refresh(designId: string, when?: "late"): Promise<void> {
    const already = running.get(designId);
    if (already !== undefined) return already;
    const since = writes.get(designId)?.since;
    if (isCurrent(designId) || (when === "late" && since !== undefined && now() - since < patience / 2)) return Promise.resolve();
    const work = drawNow(designId).finally(() => running.delete(designId));
    running.set(designId, work);
    return work;
  }

  return {
    get(designId) {
      if (!isCurrent(designId)) void refresh(designId);
      const picture = pictures.get(designId);
      if (picture === undefined) return undefined;
      pictures.delete(designId);
      pictures.set(designId, picture);
      const since = writes.get(designId)?.since;
      return since !== undefined && now() - since > patience ? undefined : picture.bytes;
    },
    keep: (designId, bytes) => keep(designId, { bytes, at: writes.get(designId)?.count ?? 0 }),
    written(designId) {
      const state = writes.get(designId);
      if (state === undefined) writes.set(designId, { count: 1, since: now() });
      else {
        state.count += 1;
        state.since ??= now();
      }
    },
    refresh,
    forget(designId) {
      pictures.delete(designId);
      writes.delete(designId);
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}
