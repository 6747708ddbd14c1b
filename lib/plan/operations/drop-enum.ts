import type { EnumType } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { withoutRecord } from "../running-schema";
import type { Frame } from "./frame";

/** An enum type that nothing uses any more goes. */
export function dropEnum(type: EnumType, frame: Frame): Operation {
  return {
    ...frame,
    verb: "drop",
    kind: "enum",
    apply: (schema) => ({ ...schema, enums: withoutRecord(schema.enums, type.id) }),
    up: (moment) => moment.target.rules.enum.drop(type, upContext(moment)),
    down: (moment) => moment.target.rules.enum.create(type, downContext(moment)),
  };
}
