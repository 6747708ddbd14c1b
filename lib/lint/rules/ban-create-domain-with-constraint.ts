import type { LintRule } from "../rule";
import { shown } from "../show";

/** A domain with a constraint of its own */
export const banCreateDomainWithConstraint: LintRule = {
  code: "ban-create-domain-with-constraint",
  targets: ["postgresql"],
  severity: "info",
  category: "style",
  summary: "A domain with a constraint of its own",
  explanation: "A constraint of a domain can only be changed for all its columns at once, with a scan of every table.",
  fix: "Keep the domain plain, or use its base type, and put checks on the tables.",
  act(act) {
    if (act.kind !== "create domain" || act.constraints.length === 0) return undefined;
    return { message: `Domain ${shown(act.domain)} carries a constraint: changing it later reads every table that uses the domain.` };
  },
};
