import type { Check, Id } from "../../model";
import type { EditCommand } from "../command";
import { encodeCheck } from "../encode";
import { checkName } from "../names";
import { writeRecord } from "../patch";
import { addRecord, asFlag, asText, done, gone, memberOf, refuse, setting, tableOf } from "./edit";

export interface AddCheck {
  readonly tableId: Id;
  readonly expression: string;
  readonly name?: string;
  readonly notValid?: boolean;
  readonly noInherit?: boolean;
  readonly comment?: string;
}

/** Adds a check. */
export const addCheck: EditCommand<AddCheck> = {
  id: "add-check",
  label: "Add check",
  icon: "shield-check",
  run(context, { tableId, expression, name, ...rest }) {
    const { schema } = context.design;
    const table = tableOf(schema, tableId);
    if (table === undefined) return gone("table");
    if (expression.trim() === "") return refuse("check-without-expression", "A check needs an expression.");
    const check: Check = { id: context.newId(), name: name ?? checkName(table, expression, schema), expression, ...rest };
    return done(context, [addRecord(context, check.id, encodeCheck(check, tableId), table.checks)]);
  },
};

export interface SetCheck {
  readonly id: Id;
  readonly expression?: string;
  readonly name?: string | null;
  readonly notValid?: boolean;
  readonly noInherit?: boolean;
  readonly comment?: string | null;
}

/** Changes a check. */
export const setCheck: EditCommand<SetCheck> = {
  id: "set-check",
  label: "Change check",
  icon: "shield-check",
  run(context, { id, expression, name, notValid, noInherit, comment }) {
    if (memberOf(context.design.schema, "checks", id) === undefined) return gone("check");
    if (expression?.trim() === "") return refuse("check-without-expression", "A check needs an expression.");
    return done(context, [writeRecord(id, {
      ...setting("expr", expression, asText), ...setting("name", name, asText), ...setting("notValid", notValid, asFlag),
      ...setting("noInherit", noInherit, asFlag), ...setting("comment", comment, asText),
    })]);
  },
};
