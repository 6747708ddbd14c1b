import { z } from "zod";
import { isJsonObject, technologyIds, type JsonValue, type TechnologyId } from "../model";

/** Id of the store that a design's technology is, among all its stores. */
export const mainStore = "main";

/** The shape that a release froze of one store. */
export interface ReleasedShape {
  readonly target: TechnologyId;
  readonly version: string;
  readonly model: JsonValue;
}

/** Shapes by the id of their store: the main one where the design's technology has one, and those of second stores. */
export type ReleasedShapes = Readonly<Record<string, ReleasedShape>>;

const shape = z.record(z.string(), z.object({ target: z.enum(technologyIds), version: z.string(), model: z.custom<JsonValue>((value) => isJsonObject(value)) }));

/** Reads what `JSON.stringify` wrote of them; throws on anything else, since only releases hold it. */
export function readShapes(text: string): ReleasedShapes {
  return shape.parse(JSON.parse(text));
}
