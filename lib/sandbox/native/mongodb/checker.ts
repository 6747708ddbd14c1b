import type { JsonValue } from "../../../model";
import type { CommandOutcome, NativeSandbox } from "../native-sandbox";
import { readExtended, writeExtended } from "./bson-type";
import { runCommand, type Collections } from "./commands";

/** Keeps account of what commands leave behind, and refuses what MongoDB's documentation says it refuses. Documents are really changed, by mingo. */
export class MongoChecker implements NativeSandbox {
  readonly engine = "Documented rules of MongoDB, with mingo 7.2";
  readonly fidelity = "grammar";
  private collections: Collections = new Map();
  constructor(readonly missing: string = "Set STRATA_DOCUMENTDB_URL to a PostgreSQL server with DocumentDB, and commands run on an engine that is compatible with MongoDB.") {}

  run(command: string): Promise<CommandOutcome> {
    const document = readExtended(command);
    if (document === undefined) return Promise.resolve({ ok: false, message: "FailedToParse: a command is one document of extended JSON" });
    // A refused command leaves nothing behind: what it changed is thrown away.
    const before: Collections = new Map([...this.collections].map(([name, collection]) => [name, { ...collection, indexes: new Map(collection.indexes) }]));
    try {
      runCommand(this.collections, document);
      return Promise.resolve({ ok: true });
    } catch (error) {
      this.collections = before;
      return Promise.resolve({ ok: false, message: error instanceof Error ? error.message : String(error) });
    }
  }

  catalog(): Promise<JsonValue> {
    return Promise.resolve(Object.fromEntries([...this.collections].map(([name, { validator, level, action, timeseries, expireAfterSeconds, indexes }]) => [name, json({
      ...(timeseries === undefined ? { validator: validator ?? null, level, action } : { timeseries, expireAfterSeconds: expireAfterSeconds ?? null }), indexes: Object.fromEntries(indexes),
    })])));
  }

  contents(): Promise<JsonValue> {
    return Promise.resolve(Object.fromEntries([...this.collections].flatMap(([name, { documents }]) => (documents.length === 0 ? [] : [[name, documents.map((document) => json(document)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))]]))));
  }

  reset(): Promise<void> {
    this.collections = new Map();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.reset();
  }
}

function json(value: object): JsonValue {
  const plain: JsonValue = JSON.parse(writeExtended(value));
  return plain;
}
