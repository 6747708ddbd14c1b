import type { DesignLog, LogEntry } from "../store/design-log";

export interface GroupCommit {
  /** Resolves when the update is on disk. Rejects when the store stayed away for longer than `patience`. */
  append(entry: LogEntry): Promise<void>;
  /** Number of updates not yet on disk. */
  pending(designId: string): number;
}

/** What the log needs of time; tests bring their own. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const systemClock: Clock = { now: () => performance.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

interface Waiting {
  readonly entry: LogEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction for all updates of one turn of the event loop, whoever sent them. While a transaction is under way the
 * next one gathers. A store that is away (server restarting, disk full) is asked again until `patience` milliseconds are over.
 */
export function createGroupCommit(log: Pick<DesignLog, "append">, patience = 10_000, clock: Clock = systemClock): GroupCommit {
  let gathering: Waiting[] = [];
  let running = false;
  const counts = new Map<string, number>();

  const count = (designId: string, by: number) => {
    const n = (counts.get(designId) ?? 0) + by;
    if (n === 0) counts.delete(designId);
    else counts.set(designId, n);
  };

  async function drain(): Promise<void> {
    while (gathering.length > 0) {
      const group = gathering;
      gathering = [];
      try {
        await persist(group.map((w) => w.entry));
        for (const waiting of group) waiting.resolve();
      } catch (error) {
        for (const waiting of group) waiting.reject(error);
      }
    }
    running = false;
  }

  async function persist(entries: readonly LogEntry[]): Promise<void> {
    const deadline = clock.now() + patience;
    for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        return await log.append(entries);
      } catch (error) {
        if (clock.now() + pause > deadline) throw error;
        await clock.wait(pause);
      }
    }
  }

  return {
    append(entry) {
      count(entry.designId, 1);
      const done = new Promise<void>((resolve, reject) => gathering.push({ entry, resolve, reject }));
      if (!running) {
        running = true;
        setImmediate(() => void drain());
      }
      return done.finally(() => count(entry.designId, -1));
    },
    pending: (designId) => counts.get(designId) ?? 0,
  };
}
