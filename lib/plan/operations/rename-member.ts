import type { Id, Table } from "../../model";
import { findMember, type Member, type MemberShape } from "../members";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A column, key, check or index gets another name. */
export function renameMember<T extends Member>(
  shape: MemberShape<T>, id: Id, from: string, to: string, table: Id, rewrite: Rewrite, frame: Frame,
): Operation {
  return {
    ...frame,
    verb: "rename",
    kind: shape.kind,
    apply: (schema) => changeTable(schema, table, (value) => rewrite(shape.with(value, shape.named(findMember(shape, value, id), to)))),
    up: (moment) => {
      const owner = tableOf(moment.before, table);
      return inPlace(shape.rules(moment.target).rename(findMember(shape, owner, id), to, owner, upContext(moment)));
    },
    down: (moment) => {
      const owner = tableOf(moment.after, table);
      return inPlace(shape.rules(moment.target).rename(findMember(shape, owner, id), from, owner, downContext(moment)));
    },
  };
}

/** How the table's own expressions change with a rename, as the engine changes them. */
export type Rewrite = (table: Table) => Table;
