/** Largest update the log takes, in bytes. Clients send imports in chunks of at most 256 KB. */
export const updateLimit = 4 * 1024 * 1024;

/** Largest WebSocket message: an update with its envelope. */
export const messageLimit = updateLimit + 64 * 1024;

/** Largest presence state of one client, in bytes of JSON. */
export const presenceLimit = 4 * 1024;

/** Messages per second a connection may send for long, and how many at once. A person's session sends about 40. */
export const messageRate = { perSecond: 500, burst: 5_000 } as const;

/** Counts what is allowed now: refills at `perSecond` up to `burst`. */
export function createBucket(rate: { readonly perSecond: number; readonly burst: number }, now: () => number = () => performance.now()) {
  let tokens = rate.burst;
  let at = now();
  return {
    /** Takes one, or answers false when there is none. */
    take(): boolean {
      const time = now();
      tokens = Math.min(rate.burst, tokens + ((time - at) / 1_000) * rate.perSecond);
      at = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** Close code "try again later": the client keeps its edits and reconnects. */
export const tryAgainLater = 1013;
/** Close code "policy violation". */
export const policyViolation = 1008;
