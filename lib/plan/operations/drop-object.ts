import type { SchemaObject } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { objectCreation, objectDrop } from "../object-statements";
import { withoutRecord } from "../running-schema";
import type { Frame } from "./frame";

/** A view, function, trigger, ... goes; down creates it as it was. */
export function dropObject(object: SchemaObject, frame: Frame): Operation {
  return {
    ...frame,
    verb: "drop",
    kind: "object",
    apply: (schema) => ({ ...schema, objects: withoutRecord(schema.objects, object.id) }),
    up: (moment) => objectDrop(object, moment.target, upContext(moment)),
    down: (moment) => objectCreation(object, moment.target, downContext(moment)),
  };
}
