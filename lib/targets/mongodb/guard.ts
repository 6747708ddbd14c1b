import type { JsonObject } from "../../model";
import { validatorOf } from "./validator";
import type { MongoCollection } from "./model";

/**
 * A command that is refused while documents break the new validator: the conversion of this text to a number fails for the first of them, and the
 * error shows it. Passes on a collection without such documents. One scan of the collection.
 */
export function guard(collection: MongoCollection): JsonObject {
  return {
    aggregate: collection.name,
    pipeline: [{ $match: { $nor: [validatorOf(collection)] } }, { $limit: 1 }, { $project: { refused: { $toInt: `Documents of ${collection.name} are not of version ${collection.schemaVersion} yet: run the data migration first` } } }],
    cursor: {},
  };
}
