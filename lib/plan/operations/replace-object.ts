import type { SchemaObject } from "../../model";
import { downContext, upContext, type Operation } from "../operation";
import { objectReplacement } from "../object-statements";
import { withObject } from "../running-schema";
import type { Frame } from "./frame";

/** A view, function, ... is turned into its new form in place, so that what depends on it stays. */
export function replaceObject(from: SchemaObject, to: SchemaObject, frame: Frame): Operation {
  return {
    ...frame,
    verb: "replace",
    kind: "object",
    apply: (schema) => withObject(schema, to),
    up: (moment) => possible(objectReplacement(from, to, moment.target, upContext(moment))),
    down: (moment) => possible(objectReplacement(to, from, moment.target, downContext(moment))),
  };
}

function possible<T>(statements: T | undefined): T {
  if (statements === undefined) throw new Error("An object that could be replaced in place now cannot be");
  return statements;
}
