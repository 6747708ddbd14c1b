import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import { postgresUrl, temporaryDatabase } from "../testing/postgres";
import { temporaryDirectory } from "../testing/temporary";
import { backupStore } from "./backup";
import { copiedTables } from "./copy-store";
import { migrationsDirectory } from "./migrations-directory";
import { openStore } from "./open-store";
import { restoreStore } from "./restore";
import type { Store } from "./store";

const directory = await temporaryDirectory();
const migrations = migrationsDirectory();
let n = 0;
const fresh = (name: string) => path.join(directory, `${name}-${++n}`);

async function fill(store: Store): Promise<string> {
  const owner = await store.catalog.localOwner();
  const { id } = await store.catalog.createDesign({ id: nanoid(), workspaceId: owner.workspace.id, createdById: owner.user.id, name: "Shop ' ; 例", target: "postgresql", tables: 2 });
  const proof = { id: nanoid(), designId: id, subject: "s", passed: true, body: `{"a":"?"}`, createdAt: new Date("2026-03-29T01:30:00.123Z") };
  await store.catalog.saveProof(proof);
  await store.catalog.createRelease({
    designId: id, number: 1, name: "First", note: "", schema: "{}", target: "postgresql", targetVersion: "18", proofId: proof.id, createdById: owner.user.id,
    files: [{ name: "001_a.sql", content: "-- ?", sha256: "a", chain: "b" }],
  });
  await store.log.append([{ designId: id, update: Uint8Array.from({ length: 256 }, (_, i) => i) }, { designId: id, update: new Uint8Array([1]) }]);
  const { rows } = await store.log.read(id);
  await store.log.replace(id, { state: new Uint8Array([9]), from: undefined, seqs: rows.slice(0, 1).map((r) => r.seq) });
  await store.log.append([{ designId: id, update: new Uint8Array([2]) }]);
  await store.log.quarantine(id, [{ seq: rows[1]?.seq ?? 0, bytes: new Uint8Array([1]), reason: "test" }]);
  return id;
}

/** All that a store holds of a design, for comparing. */
async function content(store: Store, id: string): Promise<unknown> {
  return {
    owner: await store.catalog.localOwner(), designs: await store.catalog.listDesigns("local"), releases: await store.catalog.listReleases(id),
    proof: await store.catalog.latestProof(id), log: await store.log.read(id), quarantined: await store.log.quarantined(id),
  };
}

async function using<T>(location: { dataDirectory: string; databaseUrl?: string }, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ ...location, migrations });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe("backup and restore", () => {
  it("gives back the same store, taken while the server runs, and goes on numbering after it", async () => {
    const [from, to, file] = [fresh("from"), fresh("to"), fresh("file.db")];
    const { id, before } = await using({ dataDirectory: from }, async (store) => {
      const design = await fill(store);
      await backupStore(from, file);
      return { id: design, before: await content(store, design) };
    });
    await restoreStore(file, to);
    await using({ dataDirectory: to }, async (store) => {
      expect(await content(store, id)).toEqual(before);
      const last = (await store.log.read(id)).rows.at(-1)?.seq ?? 0;
      await store.log.append([{ designId: id, update: new Uint8Array([3]) }]);
      expect((await store.log.read(id)).rows.at(-1)?.seq).toBeGreaterThan(last);
    });
  });

  it("refuses to replace designs unless forced, and then keeps the old ones beside", async () => {
    const [from, to, file] = [fresh("from"), fresh("to"), fresh("file.db")];
    await using({ dataDirectory: from }, fill);
    await backupStore(from, file);
    const old = await using({ dataDirectory: to }, async (store) => content(store, await fill(store)));
    await expect(restoreStore(file, to)).rejects.toMatchObject({ code: "store-refused" });
    await using({ dataDirectory: to }, async (store) => expect(await store.catalog.listDesigns("local")).toMatchObject(Reflect.get(Object(old), "designs")));
    await restoreStore(file, to, { force: true });
    await using({ dataDirectory: to }, async (store) => expect(await store.catalog.listDesigns("local")).toHaveLength(1));
    const kept = (await readdir(to)).filter((name) => name.startsWith("before-restore-"));
    expect(kept).toHaveLength(1);
    const again = fresh("again");
    await restoreStore(path.join(to, kept[0] ?? ""), again);
    await using({ dataDirectory: again }, async (store) => expect(await store.catalog.listDesigns("local")).toEqual(Reflect.get(Object(old), "designs")));
  });

  it("refuses while a server has the directory", async () => {
    const [from, file] = [fresh("from"), fresh("file.db")];
    await using({ dataDirectory: from }, async (store) => {
      await fill(store);
      await backupStore(from, file);
      await expect(restoreStore(file, from, { force: true })).rejects.toMatchObject({ code: "store-in-use" });
    });
  });

  it("refuses a file that is no backup and leaves nothing behind", async () => {
    const [to, file] = [fresh("to"), fresh("notes.txt")];
    await writeFile(file, "milk, bread, butter");
    await expect(restoreStore(file, to)).rejects.toMatchObject({ code: "store-unreadable" });
    await expect(restoreStore(fresh("nothing"), to)).rejects.toMatchObject({ code: "store-unreadable" });
    expect((await readdir(to)).filter((name) => !name.startsWith("lock.db"))).toEqual([]);
  });

  it("does not write over an existing backup, and says when there is nothing to back up", async () => {
    const [from, file] = [fresh("from"), fresh("file.db")];
    await expect(backupStore(from, file)).rejects.toMatchObject({ code: "store-unreadable" });
    expect(existsSync(file)).toBe(false);
    await using({ dataDirectory: from }, fill);
    await backupStore(from, file);
    await expect(backupStore(from, file)).rejects.toMatchObject({ code: "store-refused" });
  });

  it("copies every table of the store", async () => {
    await using({ dataDirectory: fresh("all") }, async ({ driver }) => {
      const tables = await driver.read({ sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations' ORDER BY name" });
      expect(tables.map((t) => t.name)).toEqual(copiedTables.map((t) => t.name).sort());
      for (const table of copiedTables) {
        const columns = await driver.read({ sql: `SELECT name FROM pragma_table_info('${table.name}') ORDER BY name` });
        expect(columns.map((c) => c.name)).toEqual([...table.columns].sort());
      }
    });
  });

  it.skipIf(postgresUrl === undefined)("moves an embedded store into PostgreSQL and back (STRATA_TEST_POSTGRES_URL)", async () => {
    const [from, back, scratch] = [fresh("from"), fresh("back"), fresh("scratch")];
    const [first, second] = [fresh("first.db"), fresh("second.db")];
    const databaseUrl = await temporaryDatabase(postgresUrl ?? "");
    const { id, before } = await using({ dataDirectory: from }, async (store) => {
      const design = await fill(store);
      return { id: design, before: await content(store, design) };
    });
    await backupStore(from, first);
    await restoreStore(first, scratch, { databaseUrl });
    await using({ dataDirectory: scratch, databaseUrl }, async (store) => {
      expect(await content(store, id)).toEqual(before);
      await store.log.append([{ designId: "other", update: new Uint8Array([3]) }]);
    });
    await expect(restoreStore(first, scratch, { databaseUrl })).rejects.toMatchObject({ code: "store-refused" });
    await backupStore(scratch, second, { databaseUrl });
    await restoreStore(second, back);
    await using({ dataDirectory: back }, async (store) => expect(await content(store, id)).toEqual(before));
  });
});
