/** Where something is: in a file's text (1-based line and column), or on an object of the schema. */
export interface Place {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Id of the record (table, column, key, ...) the finding is about. */
  readonly objectId?: string;
}

export type Severity = "error" | "warning" | "info";

/**
 * One finding, in the one shape every layer uses: importer, planner, linter, proof, server.
 * `code` is stable and kebab-case (`import-statement-refused`); `message` is a sentence for a person
 * that says what is wrong and, where it can, what to do.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place;
}

/** Outcome of work that can fail on a user's input. Bugs throw; expected failures are values of this type. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function succeed<T>(value: T, diagnostics: readonly Diagnostic[] = []): Result<T> {
  return { ok: true, value, diagnostics };
}

export function fail(...diagnostics: readonly Diagnostic[]): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics };
}

/** Ends a closed switch: the compiler refuses it while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
