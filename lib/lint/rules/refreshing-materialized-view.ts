import type { LintRule } from "../rule";
import { shown } from "../show";

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY */
export const refreshingMaterializedView: LintRule = {
  code: "refreshing-materialized-view",
  targets: ["postgresql"],
  severity: "error",
  category: "rewrite",
  summary: "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
  explanation: "The view is written anew under ACCESS EXCLUSIVE: queries on it wait until its query is done.",
  fix: "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view.",
  act(act) {
    if (act.kind !== "refresh" || act.concurrently) return undefined;
    return { message: `Refreshing ${shown(act.view)} writes it anew under a lock that stops its readers.` };
  },
};
