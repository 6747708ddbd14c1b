import vm from "node:vm";
import { Decimal128, Double, EJSON, Long, ObjectId, UUID } from "bson";
import { describe, expect, it } from "vitest";
import { mongodb } from "../../../targets/mongodb";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { isDocument, writeExtended, type Document } from "./bson-type";
import type { Collection } from "./collection";
import { runCommand, type Collections } from "./commands";
import { matcher } from "./language";

const { native } = mongodb;
if (native === undefined) throw new Error("MongoDB is native");
const first = native.map({ ...shop, choices: new Map(), version: "8.0" }).model;
const second = native.map({ ...shopVersion2, choices: new Map(), version: "8.0", released: first }).model;
const plan = native.migrate(first, second).migrations;

/** As much of the driver as the scripts use, on the account of the checker. Throws at the write after `allowed` ones. */
class FakeDb {
  readonly collections: Collections = new Map();
  allowed = Number.POSITIVE_INFINITY;
  writes = 0;

  run(command: object): void {
    const document: unknown = EJSON.parse(EJSON.stringify(command), { relaxed: true });
    if (isDocument(document)) runCommand(this.collections, document);
  }

  private held(name: string): Collection {
    if (!this.collections.has(name)) this.run({ create: name });
    const found = this.collections.get(name);
    if (found === undefined) throw new Error("not made");
    return found;
  }

  private write(): void {
    this.writes += 1;
    if (this.writes > this.allowed) throw new Error("cut off");
  }

  collection(name: string) {
    const matching = (filter: Document): Document[] => this.held(name).documents.filter(matcher(filter, () => []));
    const sorted = (documents: readonly Document[]): Document[] => documents.toSorted((a, b) => (writeExtended({ v: a["_id"] }) < writeExtended({ v: b["_id"] }) ? -1 : 1));
    return {
      countDocuments: async (filter: Document) => matching(filter).length,
      find: (filter: Document) => ({ sort: () => ({ limit: (n: number) => ({ toArray: async () => sorted(matching(filter)).slice(0, n) }) }) }),
      findOne: async (filter: Document) => matching(filter)[0] ?? null,
      bulkWrite: async ([entry]: readonly { updateMany: { filter: Document; update: unknown } }[]) => { this.write(); if (entry !== undefined) this.run({ update: name, updates: [{ q: entry.updateMany.filter, u: entry.updateMany.update, multi: true }] }); },
      aggregate: (pipeline: readonly Document[]) => ({ toArray: async () => { this.write(); this.run({ aggregate: name, pipeline, cursor: {} }); return []; } }),
      updateOne: async ({ _id }: Document, { $set }: Document) => {
        const held = this.held(name);
        const at = held.documents.findIndex((document) => document["_id"] === _id);
        const next = { ...(held.documents[at] ?? { _id }), ...(isDocument($set) ? $set : {}) };
        if (at < 0) held.documents.push(next);
        else held.documents[at] = next;
      },
      deleteMany: async (filter: Document) => { const gone = new Set(matching(filter)); const held = this.held(name); held.documents = held.documents.filter((document) => !gone.has(document)); },
    };
  }
}

interface Script { run(db: FakeDb, options: object): Promise<void> }

function script(content: string): Script {
  const holder: { exports: Partial<Script> } = { exports: {} };
  const require = Object.assign(() => ({ Decimal128, Double, Long, ObjectId, UUID, MongoClient: class {} }), { main: undefined });
  vm.runInNewContext(content, { module: holder, require, Date, setTimeout: (resume: () => void) => resume(), console, process: { argv: [] } });
  const { run } = holder.exports;
  if (run === undefined) throw new Error("no run");
  return { run };
}

/** The released shape with documents, after what comes before the data migration. */
function prepared(documents: number): FakeDb {
  const db = new FakeDb();
  for (const command of native?.migrate(undefined, first).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up)) ?? []) db.run(JSON.parse(command));
  for (const command of native?.samples?.(first) ?? []) db.run(JSON.parse(command));
  const users = db.collections.get("users");
  const [pattern] = users?.documents ?? [];
  for (let i = 10; i < documents + 10; i += 1) users?.documents.push({ ...pattern, _id: new UUID(`00000000-0000-4000-8000-${String(i).padStart(12, "0")}`), email: `user${i}@example.org` });
  for (const command of plan[0]?.steps.flatMap(({ up }) => up) ?? []) db.run(JSON.parse(command));
  return db;
}

const backfill = plan.find(({ phase }) => phase === "backfill");
const guarded = plan.find(({ phase }) => phase === "constrain")?.steps.flatMap(({ up }) => up) ?? [];
const left = (db: FakeDb): number => db.collections.get("users")?.documents.filter((document) => document["schemaVersion"] !== 2).length ?? 0;

describe("The data migration of the shop", () => {
  const { run } = script(backfill?.data?.content ?? "");
  const quiet = { batch: 10, pause: 0, log: () => {} };

  it("is demanded by the migration that constrains", () => {
    const db = prepared(5);
    expect(() => { for (const command of guarded) db.run(JSON.parse(command)); }).toThrow(/run the data migration first/);
  });

  it("counts without writing, then writes in batches, and the migration that constrains passes", async () => {
    const db = prepared(45);
    await run(db, { ...quiet, dryRun: true });
    expect([db.writes, left(db)]).toEqual([0, 47]);
    await run(db, quiet);
    expect(left(db)).toBe(0);
    expect(db.writes).toBeGreaterThan(4);
    for (const command of guarded) db.run(JSON.parse(command));
  });

  it("goes on where it was cut off, and changes nothing when run again", async () => {
    const db = prepared(45);
    db.allowed = 2;
    await expect(run(db, quiet)).rejects.toThrow("cut off");
    expect(left(db)).toBe(27);
    const before = db.writes;
    db.allowed = Number.POSITIVE_INFINITY;
    await run(db, quiet);
    expect(left(db)).toBe(0);
    expect(db.writes - before).toBeLessThan(6);
    const done = writeExtended(db.collections.get("users")?.documents ?? []);
    await run(db, quiet);
    expect(writeExtended(db.collections.get("users")?.documents ?? [])).toBe(done);
  });

  it("takes what was written in the old shape behind it when run again", async () => {
    const db = prepared(3);
    await run(db, quiet);
    db.collections.get("users")?.documents.push({ ...db.collections.get("users")?.documents[0], _id: new UUID("00000000-0000-4000-8000-000000009999"), email: "late@example.org", schemaVersion: 1 });
    await run(db, quiet);
    expect(left(db)).toBe(0);
  });

  it("goes back to the documents as they were", async () => {
    const db = prepared(20);
    const content = (): string => writeExtended(["users", "products"].map((name) => db.collections.get(name)?.documents.map((document) => Object.fromEntries(Object.entries(document).toSorted()))));
    const before = content();
    await run(db, quiet);
    await run(db, { ...quiet, undo: true });
    expect(content()).toBe(before);
  });
});
