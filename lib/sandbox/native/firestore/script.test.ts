import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../model";
import { firestore } from "../../../targets/firestore";
import { shop, shopVersion2 } from "../../../targets/native/testing/shop";
import { FirestoreChecker } from "./checker";

const { native } = firestore;
if (native === undefined) throw new Error("Firestore is native");
const first = native.map({ ...shop, choices: new Map(), version: "standard" }).model;
const second = native.map({ ...shopVersion2, choices: new Map(), version: "standard", released: first }).model;
const plan = native.migrate(first, second).migrations;

class FieldPath {
  constructor(readonly name: string) {}
  static documentId(): string { return "__name__"; }
}
const removed = Symbol("deleted");
interface Ref { readonly path: string; readonly id: string }
const refTo = (path: string): Ref => ({ path, id: path.split("/").at(-1) ?? "" });

/** As much of firebase-admin as the scripts use. Throws at the write after `allowed` ones. */
class FakeDb {
  readonly documents = new Map<string, JsonObject>();
  allowed = Number.POSITIVE_INFINITY;
  writes = 0;

  doc(path: string): Ref { return refTo(path); }

  private query(inGroup: (path: string) => boolean) {
    const page = (after: string, n: number) => {
      const docs = [...this.documents].filter(([path]) => inGroup(path) && path > after).toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, n).map(([path, data]) => ({ ref: refTo(path), data: () => ({ ...data }), updateTime: 1 }));
      return Promise.resolve({ empty: docs.length === 0, docs });
    };
    const limited = (after: string) => ({ limit: (n: number) => ({ get: () => page(after, n) }) });
    return { orderBy: () => ({ ...limited(""), startAfter: ({ path }: Ref) => limited(path) }) };
  }

  collection(name: string) {
    return {
      ...this.query((path) => path.split("/").length === 2 && path.startsWith(`${name}/`)),
      doc: (id: string) => ({ get: () => Promise.resolve({ data: () => this.documents.get(`${name}/${id}`) }), set: (data: JsonObject) => { this.documents.set(`${name}/${id}`, data); return Promise.resolve(); } }),
    };
  }

  collectionGroup(name: string) { return this.query((path) => path.split("/").at(-2) === name); }

  bulkWriter() {
    const write = (path: string, data: JsonObject): Promise<void> => {
      this.writes += 1;
      if (this.writes > this.allowed) throw new Error("cut off");
      this.documents.set(path, data);
      return Promise.resolve();
    };
    return {
      onWriteError: () => {}, close: () => Promise.resolve(), set: ({ path }: Ref, data: JsonObject) => write(path, data),
      update: ({ path }: Ref, ...parts: readonly (FieldPath | JsonValue | typeof removed)[]) => {
        const next = new Map(Object.entries(this.documents.get(path) ?? {}));
        for (let i = 0; i + 1 < parts.length; i += 2) {
          const [field, value] = [parts[i], parts[i + 1]];
          if (!(field instanceof FieldPath)) continue;
          if (value === removed) next.delete(field.name);
          else if (value !== undefined && !(value instanceof FieldPath) && typeof value !== "symbol") next.set(field.name, value);
        }
        return write(path, Object.fromEntries(next));
      },
    };
  }
}

interface Script { run(db: FakeDb, options: object): Promise<void> }
class Timestamp { static fromDate(date: Date): JsonValue { return { $timestamp: date.toISOString() }; } static now(): JsonValue { return { $timestamp: "2026-01-01T00:00:00.000Z" }; } }

function script(content: string): Script {
  const holder: { exports: Partial<Script> } = { exports: {} };
  const require = Object.assign(() => ({ FieldPath, FieldValue: { delete: () => removed, serverTimestamp: () => "now" }, Timestamp, initializeApp: () => ({}), applicationDefault: () => ({}), getFirestore: () => ({}) }), { main: undefined });
  vm.runInNewContext(content, { module: holder, require, Date, console, process: { argv: [], env: {} } });
  const { run } = holder.exports;
  if (run === undefined) throw new Error("no run");
  return { run };
}

/** Sample documents, and more of products. */
async function prepared(more: number): Promise<{ readonly db: FakeDb; readonly checker: FirestoreChecker }> {
  const db = new FakeDb();
  const checker = new FirestoreChecker("standard", { missing: [] });
  const commands = (native?.samples?.(first) ?? []).flatMap((command): readonly JsonObject[] => {
    const write: JsonValue = JSON.parse(command);
    if (!isJsonObject(write)) return [];
    return [write, ...String(write["write"]).startsWith("products/sample1") ? Array.from({ length: more }, (_, i) => ({ ...write, write: `products/more${i}` })) : []];
  });
  for (const { write, data } of commands) {
    if (isJsonObject(data)) db.documents.set(String(write), data);
    await checker.run(JSON.stringify({ write, data }));
  }
  return { db, checker };
}

const own = (db: FakeDb): JsonValue => Object.fromEntries([...db.documents].filter(([path]) => !path.startsWith("_migrations/")));
const quiet = { page: 10, log: () => {} };

describe("The data migrations of the shop on Firestore", () => {
  const migrations = plan.flatMap(({ data }) => (data === undefined ? [] : [data]));

  it("do what the commands of the proof do, up and down", async () => {
    const { db, checker } = await prepared(25);
    for (const { content, commands } of migrations) {
      await script(content).run(db, quiet);
      for (const command of commands) expect(await checker.run(command)).toEqual({ ok: true });
      expect(own(db)).toEqual(await checker.contents());
    }
    for (const { content, undo } of migrations.toReversed()) {
      await script(content).run(db, { ...quiet, undo: true });
      for (const command of undo) expect(await checker.run(command)).toEqual({ ok: true });
      expect(own(db)).toEqual(await checker.contents());
    }
  });

  it("go on where they were cut off, count without writing, and change nothing when run again", async () => {
    const { db } = await prepared(25);
    const { run } = script(migrations[0]?.content ?? "");
    await run(db, { ...quiet, dryRun: true });
    expect(db.writes).toBe(0);
    db.allowed = 15;
    await expect(run(db, quiet)).rejects.toThrow("cut off");
    db.allowed = Number.POSITIVE_INFINITY;
    await run(db, quiet);
    const done = own(db);
    const { writes } = db;
    await run(db, quiet);
    expect([own(db), db.writes]).toEqual([done, writes]);
  });
});

it("Every script of a migration is JavaScript", () => {
  for (const [i, migration] of plan.entries()) for (const { path, content } of native.files(migration, `00${i}`)) if (path.endsWith(".js")) expect(() => new vm.Script(content), path).not.toThrow();
});
