import type { Column, Id } from "../../model";
import { memberShapes } from "../members";
import { downContext, inPlace, upContext, type Operation } from "../operation";
import { changeTable, tableOf } from "../running-schema";
import type { Frame } from "./frame";

/** A column goes from one form to another in place, both given, for something else's sake. */
export function convertColumn(from: Column, to: Column, properties: readonly string[], table: Id, frame: Frame): Operation {
  const shape = memberShapes.column;
  return {
    ...frame,
    verb: "alter",
    kind: "column",
    apply: (schema) => changeTable(schema, table, (value) => shape.with(value, to)),
    up: (moment) => inPlace(shape.rules(moment.target).alter(from, to, properties, tableOf(moment.before, table), upContext(moment))),
    down: (moment) => inPlace(shape.rules(moment.target).alter(to, from, properties, tableOf(moment.after, table), downContext(moment))),
  };
}
