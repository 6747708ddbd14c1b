import type { EditCommand } from "../command";
import { ruleProperty } from "../encode";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import { done, refuse } from "./edit";

/** Switches a rule of advice off, with a reason, or on again (`null`). */
export const setRule: EditCommand<{ readonly code: string; readonly off: string | null }> = {
  id: "set-rule",
  label: "Switch a rule on or off",
  icon: "list-checks",
  run(context, { code = "", off }) {
    if (!/^[a-z][a-z0-9-]*$/.test(code)) return refuse("rule-unknown", "There is no such rule.");
    if (off?.trim() === "") return refuse("rule-without-reason", "Say why the rule does not apply here.");
    return done(context, [writeRecord(designRecordId, { [ruleProperty(code)]: off ?? undefined })]);
  },
};
