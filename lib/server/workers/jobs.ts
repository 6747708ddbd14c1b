import type { MergeInput, MergeOutput } from "../collaboration/compaction";
import type { Job } from "./job";

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Merges a design's log (collaboration/compaction.ts). */
export const compactJob: Job<MergeInput, MergeOutput> = {
  name: "compact",
  takes: (input): input is MergeInput => isObject(input) && Array.isArray(input.rows),
  gives: (output): output is MergeOutput => isObject(output) && ("state" in output || "skipped" in output),
};
