import { loadsOf, type ImportedUsage } from "../import/json/usage-shape";
import type { Id, TableLoad } from "../model";
import type { WorkloadAnswer } from "./design";

/** How the data are used, as an import says it, in the form that `toEntries` takes. */
export function usageOf(usage: ImportedUsage = {}): { readonly loads: ReadonlyMap<Id, TableLoad>; readonly workload: ReadonlyMap<string, WorkloadAnswer> } {
  return { loads: loadsOf(usage), workload: new Map(Object.entries(usage.workload ?? {})) };
}
