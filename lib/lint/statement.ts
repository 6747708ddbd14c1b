import type { Act } from "./act";

/** One statement of a file with what it does. */
export interface LintStatement {
  /** Without the semicolon and without comments before it. */
  readonly text: string;
  /** 0-based offsets in the file, end exclusive. */
  readonly at: number;
  readonly end: number;
  readonly acts: readonly Act[];
}

/** What a reader could not read: never skipped silently. */
export interface UnreadPart {
  readonly at: number;
  readonly end: number;
  /** The parser's own words. */
  readonly message: string;
  /** `command`: a line for a client, such as psql's `\set`. */
  readonly kind: "syntax" | "command";
}

export interface StatementReading {
  readonly statements: readonly LintStatement[];
  readonly unread: readonly UnreadPart[];
}

/** Reads a script of one dialect; offsets count in the given text. */
export type StatementReader = (sql: string) => StatementReading;
