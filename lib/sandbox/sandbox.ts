import type { Fidelity } from "../model";
import type { CatalogQuery, Introspection } from "../targets/target";

/**
 * A throw-away real engine: SQL import, proof and catalog comparison run here. Never a user's database.
 * One sandbox is used by one piece of work at a time.
 */
export interface Sandbox {
  /** `PGlite (PostgreSQL 18.6)`: what the proof names. */
  readonly engine: string;
  /** How real it is, where it is not the engine itself. */
  readonly fidelity?: Fidelity | undefined;
  /** The server's own version text, where the engine is a server that may be of several versions. */
  readonly server?: string;
  /** Runs a script of one or more statements. Rejects with SandboxError on the first that the engine refuses. */
  run(sql: string): Promise<void>;
  /** Runs one statement and gives its rows. */
  readonly query: CatalogQuery;
  /** Reads the catalog with the target's own introspection. */
  introspect(): Promise<Introspection>;
  /**
   * Runs one statement and observes it. Inside a transaction of the caller's, locks are seen;
   * statements that refuse a transaction are run bare and give no locks.
   */
  measure(sql: string): Promise<Observation>;
  /** Back to the empty database it was opened with, whatever was run since. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** What a statement did, as the engine itself shows it. */
export interface Observation {
  readonly milliseconds: number;
  /** The cheapest way the engine takes for the change, where it can be asked (MySQL: INSTANT, INPLACE, COPY). */
  readonly algorithm?: "INSTANT" | "INPLACE" | "COPY";
  /** What others may do meanwhile: NONE reads and writes, SHARED reads, EXCLUSIVE nothing. */
  readonly lock?: "NONE" | "SHARED" | "EXCLUSIVE";
  /** Strongest lock per relation that existed before, weakest left out (`AccessShare`). */
  readonly locks: readonly { readonly relation: string; readonly mode: string }[];
  /** Tables and indexes whose files were written anew. */
  readonly rewrites: readonly string[];
  /** Tables read from start to end, with the rows read. */
  readonly scans: readonly { readonly relation: string; readonly rows: number }[];
}

/** An engine's refusal of a statement: an expected failure of the user's SQL. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
  constructor(
    message: string,
    readonly detail: {
      /** The engine's code: SQLSTATE, or SQLite's result code. */
      readonly code?: string;
      /** 1-based character offset into the script that was run. */
      readonly position?: number;
      readonly hint?: string;
    } = {},
  ) {
    super(message);
  }
}

/** No engine can be had: no server was named, it cannot be reached, or it is another one than is asked for. The message says what to do. */
export class SandboxUnavailable extends Error {
  override readonly name = "SandboxUnavailable";
}
