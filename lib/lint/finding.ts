import type { Observation } from "../sandbox/sandbox";
import type { Severity } from "../model";

/**
 * What a finding is about. `rewrite`, `scan`: long work under a lock that stops writes, which an engine can confirm or refute;
 * `lock`: a lock that is short but waits for, and then holds up, everybody; `loss`: rows or values are gone; `breaking`: the running
 * application fails; `transaction`: how statements are put together; `data`: rows that are there may refuse it; `refused`: the engine
 * refuses it; `timeout`, `style`: advice; `lint`: about the comments that switch rules off.
 */
export type FindingCategory = "rewrite" | "scan" | "lock" | "loss" | "breaking" | "transaction" | "data" | "refused" | "timeout" | "style" | "lint";

/** One finding in a file. */
export interface Finding {
  /** Stable code of the rule: `ban-drop-column`. */
  readonly code: string;
  /** Other names of the rule: groups, and what other tools call it. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly category: FindingCategory;
  readonly message: string;
  /** What to do instead. */
  readonly fix: string;
  readonly file: string;
  /** 1-based; columns count UTF-16 units, the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The statement, on one line and cut to a readable length. */
  readonly statement: string;
  /** What the engine showed when the statement ran on the base schema. */
  readonly measured?: Observation;
}

/** A finding before suppression, with its place as offsets. */
export interface RawFinding extends Omit<Finding, "line" | "column" | "endLine" | "endColumn" | "statement" | "file"> {
  readonly at: number;
  readonly statementAt: number;
  readonly statementEnd: number;
}
