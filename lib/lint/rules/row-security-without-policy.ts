import { nameKey } from "../act";
import type { LintRule } from "../rule";
import { shown } from "../show";

/** Row level security switched on before there is a policy */
export const rowSecurityWithoutPolicy: LintRule = {
  code: "row-security-without-policy",
  targets: ["postgresql"],
  severity: "warning",
  category: "breaking",
  summary: "Row level security switched on before there is a policy",
  explanation: "Without a policy nothing is allowed to anybody but the owner.",
  fix: "Create the policies first, or in the same transaction.",
  act(act, { known, statements }) {
    if (act.kind !== "alter table" || act.what !== "EnableRowSecurity") return undefined;
    const key = nameKey(act.table);
    if (statements.some(({ acts }) => acts.some((other) => other.kind === "create policy" && nameKey(other.table) === key))) return undefined;
    return known.isNew(act.table) ? undefined : { message: `Row level security on ${shown(act.table)} without a policy here: roles that do not own the table see no row from now on.` };
  },
};
