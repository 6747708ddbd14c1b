import type { EditCommand } from "../command";
import { encodeForm, formProperty } from "../encode";
import { writeRecord } from "../patch";
import { designRecordId } from "../records";
import type { FormChoice } from "../design";
import { done } from "./edit";

export interface SetForm {
  /** Change ids of the plan. */
  readonly changes: readonly string[];
  /** `null`: as the design's setting says. */
  readonly choice: FormChoice | null;
}

/** Chooses the form in which changes of the plan are made: without blocking, or with the one direct statement. */
export const setForm: EditCommand<SetForm> = {
  id: "set-form",
  label: "Choose the form of a change",
  icon: "shield-check",
  run(context, { changes, choice }) {
    const value = choice === null ? undefined : encodeForm(choice);
    return done(context, [writeRecord(designRecordId, Object.fromEntries(changes.map((change) => [formProperty(change), value])))]);
  },
};
