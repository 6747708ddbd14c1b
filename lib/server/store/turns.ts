/** Runs one piece of work at a time, in the order they came. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * SQLite has one writer. Two connections of this process that write at once would end in SQLITE_BUSY, or,
 * with a busy timeout, in a driver that waits on the main thread for a transaction the main thread must finish.
 */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.then(() => undefined, () => undefined);
    return next;
  };
}

/** For databases that order writers themselves. */
export const noTurns: Turns = (work) => work();
