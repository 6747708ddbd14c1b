import type { SchemaObject } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { objectCreation, objectDrop } from "../object-statements";
import { withObject } from "../running-schema";
import type { Frame } from "./frame";

/** A view, function, trigger, ... is created from its own definition. */
export function createObject(object: SchemaObject, frame: Frame): Operation {
  return {
    ...frame,
    verb: "add",
    kind: "object",
    apply: (schema) => withObject(schema, object),
    up: (moment) => objectCreation(object, moment.target, upContext(moment)),
    down: (moment) => objectDrop(object, moment.target, downContext(moment)),
  };
}
