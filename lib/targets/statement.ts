/** One SQL statement with the facts that order, files, hazards and proof are derived from. */
export interface Statement {
  /** Without trailing semicolon. */
  readonly sql: string;
  /** `outside`: refuses to run in a transaction (CREATE INDEX CONCURRENTLY, PRAGMA foreign_keys). `commit-after`: what follows needs it committed (ALTER TYPE ADD VALUE). Default inside. */
  readonly transaction?: "inside" | "outside" | "commit-after";
  /** What this statement destroys of the rows, as a sentence; absent when it loses nothing. */
  readonly loss?: string;
}
