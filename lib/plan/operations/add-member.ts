import type { Id } from "../../model";
import type { Member, MemberShape } from "../members";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A column, key, check or index is added to a table. */
export function addMember<T extends Member>(shape: MemberShape<T>, member: T, table: Id, frame: Frame): Operation {
  return {
    ...frame,
    verb: "add",
    kind: shape.kind,
    apply: (schema) => changeTable(schema, table, (value) => shape.with(value, member)),
    up: (moment) => inPlace(shape.rules(moment.target).create(member, tableOf(moment.before, table), upContext(moment))),
    down: (moment) => inPlace(shape.rules(moment.target).drop(member, tableOf(moment.after, table), downContext(moment))),
  };
}
