import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** A constraint added to a domain that is in use */
export const banAlterDomainWithAddConstraint: LintRule = {
  code: "ban-alter-domain-with-add-constraint",
  targets: ["postgresql"],
  severity: "error",
  category: "scan",
  summary: "A constraint added to a domain that is in use",
  explanation: "Every table with a column of the domain is locked in SHARE mode and read from start to end.",
  fix: "Add it NOT VALID, then ALTER DOMAIN ... VALIDATE CONSTRAINT in another transaction; or a check on each table.",
  act(act, { known }) {
    if (act.kind !== "alter domain" || act.what !== "add constraint" || act.notValid || known.newDomains.has(nameKey(act.domain))) return undefined;
    return { message: `Adding a constraint to domain ${shown(act.domain)} reads every table that uses it while writes to them wait.` };
  },
};
