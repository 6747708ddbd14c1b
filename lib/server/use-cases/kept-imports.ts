import { nanoid } from "nanoid";
import type { TechnologyId } from "../../model";
import type { PreparedImport } from "../workers/jobs";

/** How many imports are kept and for how long. */
export interface KeptLimits {
  /** Milliseconds after which one is forgotten. */
  readonly age: number;
  /** More than these of one owner, and the oldest is forgotten. */
  readonly perOwner: number;
  /** Bytes of all updates and adopted files together; beyond, the oldest is forgotten. */
  readonly bytes: number;
}

/** Long enough to look at a summary over lunch; a thousand tables are 4 MB. */
export const keptLimits: KeptLimits = { age: 60 * 60_000, perOwner: 5, bytes: 128 * 1024 * 1024 };

interface Kept {
  readonly ownerId: string;
  readonly target: TechnologyId;
  /** Undefined when the work gave nothing: the failure was told to whoever asked for the import. */
  readonly prepared: Promise<PreparedImport | undefined>;
  readonly timer: NodeJS.Timeout;
  bytes: number;
  claimed: boolean;
}

/** What imports prepared, between the look at what was found and the making of a design. In memory only: a lost one is read again. */
export interface KeptImports {
  /** Keeps what the work will have prepared. Answers with its id at once. */
  keep(ownerId: string, target: TechnologyId, prepared: Promise<PreparedImport | undefined>): string;
  /** What was prepared, once it is; undefined when it is not or no longer kept, or another owner's. It stays kept. */
  find(ownerId: string, id: string): Promise<(PreparedImport & { readonly target: TechnologyId }) | undefined>;
  /** Takes the import's id for a design that is made of it: true once, for the first. */
  claim(id: string): boolean;
}

export function createKeptImports(limits: KeptLimits = keptLimits): KeptImports {
  /** Oldest first. */
  const all = new Map<string, Kept>();

  function forget(id: string): void {
    clearTimeout(all.get(id)?.timer);
    all.delete(id);
  }

  /** Forgets the oldest until the limits hold; the newest stays, however large. */
  function trim(ownerId: string): void {
    const own = [...all].filter(([, kept]) => kept.ownerId === ownerId);
    for (const [id] of own.slice(0, Math.max(0, own.length - limits.perOwner))) forget(id);
    let bytes = 0;
    for (const kept of all.values()) bytes += kept.bytes;
    for (const [id, kept] of all) {
      if (bytes <= limits.bytes || all.size === 1) break;
      bytes -= kept.bytes;
      forget(id);
    }
  }

  return {
    keep(ownerId, target, prepared) {
      const id = nanoid();
      const kept: Kept = { ownerId, target, prepared, bytes: 0, claimed: false, timer: setTimeout(() => forget(id), limits.age).unref() };
      all.set(id, kept);
      trim(ownerId);
      prepared.then(
        (value) => {
          if (value === undefined) return forget(id);
          kept.bytes = value.updates.reduce((sum, update) => sum + update.length, value.picture?.length ?? 0) + (value.adopted?.files.reduce((sum, file) => sum + file.content.length, value.adopted.schema.length) ?? 0);
          trim(ownerId);
        },
        () => forget(id),
      );
      return id;
    },
    claim(id) {
      const kept = all.get(id);
      if (kept === undefined || kept.claimed) return false;
      return kept.claimed = true;
    },
    async find(ownerId, id) {
      const kept = all.get(id);
      if (kept === undefined || kept.ownerId !== ownerId) return undefined;
      const prepared = await kept.prepared.catch(() => undefined);
      return prepared === undefined ? undefined : { ...prepared, target: kept.target };
    },
  };
}
