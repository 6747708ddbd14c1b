/**
 * The seed of the random tests of this run: 1, so that the same tree always gives the same result; with STRATA_LONG=1 a new one
 * each time. STRATA_SEED repeats a run that failed. Tests print it when they fail.
 */
export const seed: number = Number(process.env["STRATA_SEED"] ?? (process.env["STRATA_LONG"] === "1" ? Math.floor(Math.random() * 2 ** 31) : 1));

/** A repeatable source of numbers in [0, 1), by seed (mulberry32). */
export function randomSource(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
