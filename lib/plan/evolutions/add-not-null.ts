import type { Check, Schema } from "../../model";
import { changeTable, tableOf, withoutRecord } from "../running-schema";
import { changeMembers, repairQuestion } from "./constraint";
import { constraintKind } from "./constraint-kind";
import { tableChanges } from "./ground";
import { columnById, freeName } from "./records";

/** A column that must have a value from now on. */
export const addNotNull = constraintKind({
  id: "add-not-null",
  label: "Add NOT NULL",
  explanation: "NOT NULL fails where a row has no value, reads the whole table under a lock, and breaks versions that still write NULL. Here the application changes first, then new rows are held to it, old ones are filled, and the constraint comes last without a long lock.",
  proposals: (ground) => tableChanges(ground).flatMap(({ before, kept }) => kept.filter(([old, fresh]) => old.nullable && !fresh.nullable && old.name === fresh.name).map(([old, fresh]) => ({
    kind: "add-not-null", subject: { table: before.id, column: old.id }, carries: [...new Set([old.id, ground.given(fresh.id)])],
    title: `Require a value in ${before.name}.${old.name}`,
    fields: [repairQuestion("value", old, fresh.default ?? old.default ?? "", `The value that rows with NULL get; may name other columns.`)],
  }))),
  spec: ({ subject }, answer, { base, goal, target }) => {
    const table = tableOf(base, subject["table"] ?? "");
    const column = columnById(table, subject["column"] ?? "");
    const name = target.quote(column.name);
    const check: Check = { id: `${column.id} required`, name: freeName(`${table.name}_${column.name}_required`, base, target), expression: `${name} IS NOT NULL` };
    const withCheck = (schema: Schema, notValid: boolean): Schema => changeMembers(schema, table.id, "checks", (checks) => [...withoutRecord(checks, check.id), notValid ? { ...check, notValid } : check]);
    const unchecked = target.capabilities.notValidConstraints ? { unchecked: (schema: Schema) => withCheck(schema, true), checked: (schema: Schema) => withCheck(schema, false) } : {};
    const value = answer("value");
    const final = columnById(tableOf(goal, table.id), column.id);
    return {
      base, table: table.id, rule: `${table.name}.${column.name} must have a value`, slug: `${column.name}_required`, application: `always writes a value to ${table.name}.${column.name}`,
      broken: `${name} IS NULL`, predicate: check.expression, ...(value === "" ? {} : { repair: { set: `${name} = ${value}` } }), ...unchecked, online: false,
      final: (schema) => changeTable(schema, table.id, (owner) => ({
        ...owner, checks: withoutRecord(owner.checks, check.id),
        columns: owner.columns.map((one) => (one.id === column.id ? { ...one, nullable: false, ...(final.default === undefined ? {} : { default: final.default }) } : one)),
      })),
    };
  },
});
