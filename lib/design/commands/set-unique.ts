import type { Deferral, Id } from "../../model";
import type { EditCommand } from "../command";
import { writeRecord } from "../patch";
import { asDeferral, asFlag, asList, asText, done, gone, memberOf, refuse, setting } from "./edit";

export interface SetUnique {
  readonly id: Id;
  readonly columns?: readonly Id[];
  readonly name?: string | null;
  readonly include?: readonly Id[] | null;
  readonly nullsNotDistinct?: boolean;
  readonly deferral?: Deferral | null;
  readonly comment?: string | null;
}

/** Changes a unique key. */
export const setUnique: EditCommand<SetUnique> = {
  id: "set-unique",
  label: "Change unique key",
  icon: "fingerprint",
  run(context, { id, columns, name, include, nullsNotDistinct, deferral, comment }) {
    if (memberOf(context.design.schema, "uniques", id) === undefined) return gone("unique key");
    if (columns?.length === 0) return refuse("key-without-columns", "A unique key needs a column.");
    return done(context, [writeRecord(id, {
      ...setting("cols", columns, asList), ...setting("name", name, asText), ...setting("incl", include, asList),
      ...setting("nnd", nullsNotDistinct, asFlag), ...setting("defer", deferral, asDeferral), ...setting("comment", comment, asText),
    })]);
  },
};
