import type { Id } from "../../model";
import { findMember, type Member, type MemberShape } from "../members";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A column, key, check or index is dropped from a table. */
export function dropMember<T extends Member>(shape: MemberShape<T>, id: Id, table: Id, frame: Frame): Operation {
  return {
    ...frame,
    verb: "drop",
    kind: shape.kind,
    apply: (schema) => changeTable(schema, table, (value) => shape.without(value, id)),
    up: (moment) => {
      const owner = tableOf(moment.before, table);
      return inPlace(shape.rules(moment.target).drop(findMember(shape, owner, id), owner, upContext(moment)));
    },
    down: (moment) =>
      inPlace(shape.rules(moment.target).create(
        findMember(shape, tableOf(moment.before, table), id), tableOf(moment.after, table), downContext(moment))),
  };
}
