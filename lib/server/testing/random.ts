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

/** The seed of this run: STRATA_SEED, or a new one; print it when a test fails. */
export const seed: number = Number(process.env.STRATA_SEED ?? Math.floor(Math.random() * 2 ** 31));
