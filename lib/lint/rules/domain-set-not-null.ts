import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** NOT NULL set on a domain that is in use */
export const domainSetNotNull: LintRule = {
  code: "domain-set-not-null",
  targets: ["postgresql"],
  severity: "warning",
  category: "scan",
  summary: "NOT NULL set on a domain that is in use",
  explanation: "Every table with a column of the domain is locked in SHARE mode and read from start to end.",
  fix: "Set NOT NULL on the columns one by one, each by a validated check.",
  act(act, { known }) {
    if (act.kind !== "alter domain" || act.what !== "set not null" || known.newDomains.has(nameKey(act.domain))) return undefined;
    return { message: `NOT NULL on domain ${shown(act.domain)} reads every table that uses it while writes to them wait.` };
  },
};
