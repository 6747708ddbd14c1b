import type { LintRule } from "../rule";
import { shown } from "../show";

/** A filled partition attached without a check of its bounds */
export const attachPartitionWithoutCheck: LintRule = {
  code: "attach-partition-without-check",
  targets: ["postgresql"],
  severity: "warning",
  category: "scan",
  summary: "A filled partition attached without a check of its bounds",
  explanation: "Every row is read under ACCESS EXCLUSIVE on the new partition; a valid CHECK that implies the bounds spares that. A default partition is read too.",
  fix: "Add the bounds as CHECK ... NOT VALID and VALIDATE it before attaching; drop it afterwards.",
  act(act, { known }) {
    if (act.kind !== "attach partition" || act.isDefault || known.isNew(act.table)) return undefined;
    if (known.isNew(act.partition) || known.constraintsOf(act.partition).some(({ valid, facts }) => valid && (facts === undefined || facts.kind === "check"))) return undefined;
    return { message: `Attaching ${shown(act.partition)} reads all of it while it is locked, unless a valid check proves its bounds.` };
  },
};
