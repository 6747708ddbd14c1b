export type StoreFailureCode =
  /** Another process has the data directory open. */
  | "store-in-use"
  /** Written by a newer Strata than this one. */
  | "store-is-newer"
  /** The directory or the file cannot be read or written, or is no database. */
  | "store-unreadable"
  /** No space left; nothing of the write was kept. */
  | "store-full"
  /** The database server does not answer. */
  | "store-unreachable"
  /** Backup and restore: the file or the target directory is not fit. */
  | "store-refused";

/** An expected failure of the store. The message is one line that says what to do; it never holds a password. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
  constructor(readonly code: StoreFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The `code` of a driver's or the system's error, wherever in the chain of causes it is. */
export function errorCodes(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    for (const key of ["code", "extendedCode"] as const) {
      const value: unknown = Reflect.get(at, key);
      if (typeof value === "string") codes.push(value);
    }
    if (at instanceof AggregateError) for (const inner of at.errors) codes.push(...errorCodes(inner));
  }
  return codes;
}
