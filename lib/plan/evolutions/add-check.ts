import type { Check, Schema, Table } from "../../model";
import { tableOf, withoutRecord } from "../running-schema";
import { changeMembers, repairQuestion } from "./constraint";
import { constraintKind } from "./constraint-kind";
import { tableChanges } from "./ground";
import { mentionsAny } from "./records";

/** A check that every row must satisfy from now on. */
export const addCheck = constraintKind({
  id: "add-check",
  label: "Add check",
  explanation: "A check fails where a row does not satisfy it, reads the whole table under a lock, and breaks versions that write other values. Here the application changes first, then new rows are held to it, old ones are mended, and all are checked at the end.",
  proposals: (ground) => tableChanges(ground).flatMap(({ before, after }) => addedChecks(before, after).map((check) => ({
    kind: "add-check", subject: { table: before.id, check: check.id }, carries: [ground.given(check.id)],
    title: `Check ${before.name}: ${check.expression}`,
    fields: before.columns.filter((column) => mentionsAny(check.expression, [column.name])).map((column) => repairQuestion(`value:${column.id}`, column, column.nullable ? "NULL" : "", "The value that rows get which do not satisfy the check; may name other columns.")),
  }))),
  spec: ({ subject }, answer, { base, goal, target }) => {
    const table = tableOf(base, subject["table"] ?? "");
    const check = tableOf(goal, table.id).checks.find(({ id }) => id === subject["check"]);
    if (check === undefined) throw new Error("The proposal's check is not in the goal");
    const put = (schema: Schema, one: Check): Schema => changeMembers(schema, table.id, "checks", (checks) => [...withoutRecord(checks, check.id), one]);
    const set = table.columns.flatMap((column) => (answer(`value:${column.id}`) === "" ? [] : [`${target.quote(column.name)} = ${answer(`value:${column.id}`)}`]));
    const unchecked = target.capabilities.notValidConstraints && check.notValid !== true
      ? { unchecked: (schema: Schema) => put(schema, { ...check, notValid: true }), checked: (schema: Schema) => put(schema, check), final: (schema: Schema) => schema }
      : { final: (schema: Schema) => put(schema, check) };
    return {
      base, table: table.id, rule: `${table.name}: ${check.expression}`, slug: check.name ?? "check", application: `writes only rows of ${table.name} that satisfy ${check.expression}`,
      broken: `NOT (${check.expression})`, predicate: check.expression, online: false, ...(set.length === 0 ? {} : { repair: { set: set.join(", ") } }), ...unchecked,
    };
  },
});

/** Checks of the goal whose columns are all there already. */
function addedChecks(before: Table, after: Table): readonly Check[] {
  const fresh = after.columns.filter((column) => !before.columns.some(({ id, name }) => id === column.id && name === column.name)).map(({ name }) => name);
  return after.checks.filter((check) => !before.checks.some(({ id }) => id === check.id) && !mentionsAny(check.expression, fresh));
}
