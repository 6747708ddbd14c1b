import type { EnumType } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { withEnum } from "../running-schema";
import type { Frame } from "./frame";

/** An enum type gets another name or namespace; its values stay. */
export function renameEnum(from: EnumType, to: EnumType, frame: Frame): Operation {
  return {
    ...frame,
    verb: "rename",
    kind: "enum",
    apply: (schema) => withEnum(schema, to),
    up: (moment) => moment.target.rules.enum.rename(from, to, upContext(moment)),
    down: (moment) => moment.target.rules.enum.rename(to, from, downContext(moment)),
  };
}
