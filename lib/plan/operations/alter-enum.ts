import type { Column, EnumType, Id, Schema, Table } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { withEnum } from "../running-schema";
import { usesEnum } from "../uses-enum";
import type { Frame } from "./frame";

/** Values and comment of an enum change. */
export function alterEnum(from: EnumType, to: EnumType, frame: Frame): Operation {
  return {
    ...frame,
    verb: "alter",
    kind: "enum",
    apply: (schema) => withEnum(schema, to),
    up: (moment) => moment.target.rules.enum.alter(from, to, users(moment.before, to.id), upContext(moment)),
    down: (moment) => moment.target.rules.enum.alter(to, from, users(moment.after, to.id), downContext(moment)),
  };
}

function users(schema: Schema, id: Id): (readonly [Table, Column])[] {
  return schema.tables.flatMap((table) =>
    table.columns.filter((column) => usesEnum(column.type, id)).map((column) => [table, column] as const));
}
