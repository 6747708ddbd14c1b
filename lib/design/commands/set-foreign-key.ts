import type { Deferral, Id, ReferentialAction } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { asDeferral, asFlag, asText, done, gone, memberOf, refuse, setting } from "./edit";

export interface SetForeignKey {
  readonly id: Id;
  readonly columns?: readonly Id[];
  readonly referencedTable?: Id;
  readonly referencedColumns?: readonly Id[];
  readonly name?: string | null;
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly match?: "full" | null;
  readonly deferral?: Deferral | null;
  readonly notValid?: boolean;
  readonly comment?: string | null;
}

const asAction = (action: ReferentialAction): string | undefined => (action === "no action" ? undefined : action);

/** Changes a foreign key. */
export const setForeignKey: EditCommand<SetForeignKey> = {
  id: "set-foreign-key",
  label: "Change foreign key",
  icon: "link",
  run(context, parameters) {
    const found = memberOf(context.design.schema, "foreignKeys", parameters.id);
    if (found === undefined) return gone("foreign key");
    const columns = parameters.columns ?? found.member.columns;
    const referenced = parameters.referencedColumns ?? found.member.referencedColumns;
    if (columns.length === 0 || columns.length !== referenced.length) return refuse("foreign-key-count-mismatch", "A foreign key pairs each of its columns with one of the referenced table.");
    return done(context, [writeRecord(parameters.id, {
      cols: [...columns], ref: parameters.referencedTable ?? found.member.referencedTable, refCols: [...referenced],
      ...setting("name", parameters.name, asText), ...setting("onDelete", parameters.onDelete, asAction), ...setting("onUpdate", parameters.onUpdate, asAction),
      ...setting("match", parameters.match, (match) => match), ...setting("defer", parameters.deferral, asDeferral),
      ...setting("notValid", parameters.notValid, asFlag), ...setting("comment", parameters.comment, asText),
    })]);
  },
};
