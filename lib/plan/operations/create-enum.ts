import type { EnumType } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { withEnum } from "../running-schema";
import type { Frame } from "./frame";

/** A new enum type. */
export function createEnum(type: EnumType, frame: Frame): Operation {
  return {
    ...frame,
    verb: "add",
    kind: "enum",
    apply: (schema) => withEnum(schema, type),
    up: (moment) => moment.target.rules.enum.create(type, upContext(moment)),
    down: (moment) => moment.target.rules.enum.drop(type, downContext(moment)),
  };
}
