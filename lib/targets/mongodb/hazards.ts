import type { Hazard } from "../../model";
import type { MongoCollection, MongoIndex } from "./model";

/** What a step of MongoDB costs or endangers. */
export const hazards = {
  build: (collection: MongoCollection, index: MongoIndex): Hazard => ({ code: "mongodb-index-build-scans", kind: "scan", severity: "warning", message: `Building ${index.name} reads every document of ${collection.name}; writes go on, and are locked out for a moment at its beginning and end.` }),
  unique: (collection: MongoCollection, index: MongoIndex): Hazard => ({ code: "mongodb-unique-may-fail", kind: "breaking", severity: "error", message: `Building ${index.name} is refused while two documents of ${collection.name} have the same ${index.key.map(({ path }) => path).join(", ")}.`, safeAlternative: "Look for duplicates first: $group by the key with a count above 1." }),
  expires: (collection: MongoCollection, index: Pick<MongoIndex, "expireAfterSeconds">): Hazard => ({ code: "mongodb-ttl-deletes", kind: "loss", severity: "warning", message: `The server begins at once to delete documents of ${collection.name} that are older than ${index.expireAfterSeconds ?? 0} s by their time.` }),
  warns: (collection: MongoCollection): Hazard => ({ code: "mongodb-validation-warns", kind: "breaking", severity: "info", message: `Until the next migration wrong documents of ${collection.name} are logged, not refused.` }),
  guards: (collection: MongoCollection): Hazard => ({ code: "mongodb-guard-scans", kind: "scan", severity: "info", message: `Reads ${collection.name} once to make sure that no document breaks the new rules.` }),
  drops: (collection: MongoCollection): Hazard => ({ code: "mongodb-drop-loses", kind: "loss", severity: "error", message: `All documents of ${collection.name} are gone.`, safeAlternative: "Take a mongodump of it first." }),
  renames: (from: string, to: string): Hazard => ({ code: "mongodb-rename-breaks", kind: "breaking", severity: "error", message: `Whoever still says ${from} finds nothing from this moment, and would create it anew by writing.`, safeAlternative: `Stop the writers of ${from}, or let every version know ${to}, before this migration.` }),
  swaps: (collection: MongoCollection): Hazard => ({ code: "mongodb-swap-loses-writes", kind: "loss", severity: "error", message: `What was written to ${collection.name} after it was copied is lost.`, safeAlternative: "Stop the writers, or let them write both collections, from before the copy until after this migration." }),
  guessed: (fields: readonly string[]): Hazard => ({ code: "mongodb-empty-filling", kind: "breaking", severity: "warning", message: `Nothing says what old documents get in ${fields.join(", ")}: they get an empty value.`, safeAlternative: "Give the column a default, or change the value in the data migration." }),
};
