import type { KeyKind } from "./key";
import type { BatchTexts } from "./texts";

/** What the scripts must know of a database and its drivers. */
export interface BatchFacts {
  /** Compares keys of several columns as rows on an index. */
  readonly rows: boolean;
  /** Expressions for a key column's mark (`i`, `f`, `b` or `t`) and its value as text. */
  readonly fetch: (column: string, kind: KeyKind) => readonly [mark: string, text: string];
  /** A place for a key value in a statement, around the driver's own mark. */
  readonly bind: (mark: string, kind: KeyKind) => string;
  /** Makes the table of progress rows. */
  readonly createProgress: string;
  readonly python: EnginePython;
  readonly typescript: EngineTypeScript;
}

/** The same with the whole script in SQL. */
export interface BatchEngine extends BatchFacts {
  readonly sql: (texts: BatchTexts) => string;
}

/** Parts of the Python script that differ by driver. */
export interface EnginePython {
  /** "psycopg 3". */
  readonly driver: string;
  /** The driver's mark for a value. */
  readonly mark: "%s" | "?";
  /** Lines after the standard imports. */
  readonly imports: readonly string[];
  /** Functions the common part calls: _connect, _prepare_session, _is_waiting, _is_too_long, _lag, _load, _estimate, and the texts BEGIN, LOCK, INSERT_IGNORE. */
  readonly functions: string;
  /** What options do, or do not, on this database; lines of the head. */
  readonly notes: readonly string[];
}

/** Parts of the TypeScript module that differ by driver. */
export interface EngineTypeScript {
  readonly driver: string;
  /** `$n` numbers its places, so that a condition may stand twice with one set of values. */
  readonly numbered: boolean;
  /** What stands for a value where places are not numbered. */
  readonly mark: string;
  /** The interface `Connection` and the functions the common part calls. */
  readonly functions: string;
  readonly notes: readonly string[];
}
