/** Why a use case did not do what was asked; each has one HTTP status (http/respond.ts). */
export type FailureCode =
  | "not-found"
  | "invalid"
  /** What was asked does not fit the state: nothing changed, no proof, released meanwhile. */
  | "conflict"
  | "unsupported"
  | "too-large"
  | "unsupported-media"
  | "forbidden"
  | "storage-full"
  | "unavailable"
  | "timeout";

/** An expected failure: what the caller is told, and the HTTP status it stands for. */
export interface Failure {
  readonly ok: false;
  readonly failure: FailureCode;
  /** Stable, kebab-case. */
  readonly code: string;
  /** A sentence for a person. */
  readonly message: string;
}

/** What a use case answers: expected failures are values, bugs throw. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

/** The outcome of a use case that worked. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The outcome of one that failed in an expected way; `code` is stable, `message` is for people. */
export function failed(failure: FailureCode, code: string, message: string): Failure {
  return { ok: false, failure, code, message };
}

/** One failure for designs that are not there, deleted, or of another workspace. */
export const designNotFound = failed("not-found", "design-not-found", "There is no such design; it may have been deleted.");
