import type { JsonObject, JsonValue } from "../../model";

/** Work on the documents of one collection, which a script does batch by batch along _id, and a proof in one command. */
export type Job = {
  readonly title: string;
  /** The collection that is walked. */
  readonly collection: string;
  /** What is still to be done; what is done no longer matches, so that running again is harmless. */
  readonly filter: JsonObject;
} & ({ readonly update: JsonValue } | {
  /** Stages behind the batch's $match; the last is $merge, or `insertInto` says where a script puts the results. */
  readonly pipeline: readonly JsonObject[];
  readonly insertInto?: string;
});

/** The same work as one command. */
export function jobCommand(job: Job): JsonObject {
  if ("update" in job) return { update: job.collection, updates: [{ q: job.filter, u: job.update, multi: true }] };
  const stages: readonly JsonObject[] = [...(Object.keys(job.filter).length === 0 ? [] : [{ $match: job.filter }]), ...job.pipeline, ...(job.insertInto === undefined ? [] : [{ $out: job.insertInto }])];
  return { aggregate: job.collection, pipeline: stages, cursor: {} };
}

/** A value in an aggregation expression that must not be read as a path or an operator. */
export function literal(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.startsWith("$") ? { $literal: value } : value;
  if (typeof value !== "object" || value === null) return value;
  const [first = ""] = Object.keys(value);
  return /^\$(?:uuid|date|numberDecimal|numberLong|numberDouble|oid|binary)$/.test(first) ? value : { $literal: value };
}
