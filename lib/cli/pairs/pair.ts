import { z } from "zod";

/** How a worker process is asked for: a command that stands in no list. */
export const workerCommand = "__pairs";

const pair = z.object({
  id: z.union([z.string(), z.number()]),
  setup_sql: z.string().nullish(),
  old_sql: z.string(),
  new_sql: z.string(),
});

/** Two schemas to plan between; `setup_sql` is there on both sides. */
export type Pair = z.infer<typeof pair>;

/** The file of many pairs. */
export const pairsFile = z.array(pair);

/** What became of a pair; statements are to be run one by one. */
export interface PairResult {
  readonly id: string | number;
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** What could not be read or planned, as sentences. */
  readonly unsupported: readonly string[];
  /** Why there is no plan. */
  readonly error?: string;
}

export const workRequest = z.object({ pair });

export const pairResult = z.object({
  id: z.union([z.string(), z.number()]), up: z.array(z.string()), down: z.array(z.string()), unsupported: z.array(z.string()), error: z.exactOptional(z.string()),
});

/** A pair without a plan. */
export function failed(id: string | number, error: string): PairResult {
  return { id, up: [], down: [], unsupported: [], error };
}
