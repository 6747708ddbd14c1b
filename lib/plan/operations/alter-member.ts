import type { Id } from "../../model";
import { findMember, type Member, type MemberShape } from "../members";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** Properties of a column, key, check or index change in place. */
export function alterMember<T extends Member>(
  shape: MemberShape<T>, to: T, properties: readonly string[], table: Id, frame: Frame,
): Operation {
  return {
    ...frame,
    verb: "alter",
    kind: shape.kind,
    apply: (schema) => changeTable(schema, table, (value) => shape.with(value, to)),
    up: (moment) => {
      const owner = tableOf(moment.before, table);
      return inPlace(shape.rules(moment.target).alter(findMember(shape, owner, to.id), to, properties, owner, upContext(moment)));
    },
    down: (moment) => {
      const before = findMember(shape, tableOf(moment.before, table), to.id);
      return inPlace(shape.rules(moment.target).alter(to, before, properties, tableOf(moment.after, table), downContext(moment)));
    },
  };
}
