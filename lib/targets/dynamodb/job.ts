import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "../../model";
import { command } from "./commands";
import type { Part } from "./model";

/** What a value is made of when a script fills it. */
export type Filling =
  | { readonly copy: string }
  | { readonly value: JsonObject }
  | { readonly join: readonly Part[]; readonly prefix: string }
  /** Seconds since 1970 of a moment, and days. */
  | { readonly expiry: string; readonly days: number }
  | { readonly convert: string; readonly to: "S" | "N" | "BOOL" };

export type Change = { readonly attribute: string; readonly from: Filling; /** Also where there is a value: the type changes in place. */ readonly replace?: true };

/**
 * A change of items: in place, or copies into another table. One description drives the exported script, which scans in parallel segments,
 * writes conditionally and keeps a checkpoint, and the proof's sandbox.
 */
export type Job = {
  readonly from: string;
  readonly to: string;
  /** Key attributes of `to`. */
  readonly keys: readonly string[];
  /** Only items whose attribute begins with the text, or is it: those of one entity in a shared table. */
  readonly only?: { readonly attribute: string; readonly begins: string; readonly whole?: true };
  readonly set: readonly Change[];
  readonly remove: readonly string[];
  /** Copies hold these attributes only. */
  readonly keep?: readonly string[];
  /** A copy that is there already and is of another item is a conflict to be solved by people, not something to leave alone. */
  readonly unique?: true;
};

/** The job as a command of a proof; the script has the same text as its JOB. */
export function backfill(job: Job): string {
  return command("Backfill", job);
}

export function isJob(value: JsonValue | undefined): value is Job {
  return isJsonObject(value) && typeof value["from"] === "string" && typeof value["to"] === "string" && Array.isArray(value["set"]) && Array.isArray(value["remove"]) && Array.isArray(value["keys"]);
}

export function jobText(job: Job): string {
  return canonicalJson(job, 2);
}
