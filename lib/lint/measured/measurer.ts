import type { LockMode } from "../act";
import type { Wrapping } from "../known";
import type { LintStatement } from "../statement";
import type { Observation } from "../../sandbox/sandbox";

/** What became of a statement on the engine. */
export type MeasuredStatement =
  | { readonly outcome: "ran"; readonly observation: Observation; /** Locks held by the end of it, those of earlier statements of the transaction included. */ readonly held: ReadonlyMap<string, LockMode>; /** False where no lock can be seen: it ran outside a transaction. */ readonly locksSeen: boolean; /** Relations that were there before the file, with the weakest lock that stops somebody: writers of a table, readers of a materialized view. */ readonly existing: ReadonlyMap<string, LockMode>; /** What the engine said when rows that were made up for the measuring stood in its way; it then ran without rows. */ readonly rowsRefused?: string }
  | { readonly outcome: "refused"; readonly message: string; readonly code: string | undefined; readonly position: number | undefined };

/** Runs the statements of a section one after another on an engine. */
export interface Measurer {
  /** `PGlite (PostgreSQL 18.6)`. */
  readonly engine: string;
  /** A new file: what is there by now is in use. */
  file(): Promise<void>;
  /** A new section: with a transaction around it or not. */
  begin(wrapping: Wrapping): Promise<void>;
  /** Runs one statement. Undefined where it cannot be told from what it does that it is worth running (transaction commands). */
  run(statement: LintStatement): Promise<MeasuredStatement | undefined>;
  /** The section is over. */
  end(): Promise<void>;
}
