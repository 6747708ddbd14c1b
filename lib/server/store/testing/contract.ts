import { nanoid } from "nanoid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewReleaseRecord } from "../catalog";
import type { SqlDriver } from "../driver";
import type { Store } from "../store";

const bytes = (...values: number[]) => Uint8Array.from(values);

/** What every store must do. `open` opens the same store each time it is called after a close; `openDriver` goes round its checks. */
export function storeContract(name: string, open: () => Promise<Store>, openDriver: () => Promise<SqlDriver>): void {
  describe(name, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    async function newDesign(): Promise<string> {
      const owner = await store.catalog.localOwner();
      const design = await store.catalog.createDesign({ id: nanoid(), workspaceId: owner.workspace.id, createdById: owner.user.id, name: "Shop", target: "postgresql", tables: 0 });
      return design.id;
    }

    const releaseOf = (designId: string, number: number, more: Partial<NewReleaseRecord> = {}): NewReleaseRecord => ({
      designId, number, name: "First", note: "", schema: "{}", target: "postgresql", targetVersion: "18", unprovenReason: "A test", createdById: "owner",
      files: [{ name: "001_a.sql", content: "-- +migrate Up", sha256: "aa", chain: "bb" }, { name: "002_b.sql", content: "x", sha256: "cc", chain: "dd" }], ...more,
    });

    it("makes one local owner however many ask at once", async () => {
      const owners = await Promise.all(Array.from({ length: 8 }, () => store.catalog.localOwner()));
      expect(new Set(owners.map((o) => JSON.stringify(o))).size).toBe(1);
    });

    it("keeps designs with their times, lists the last changed first and hides deleted ones", async () => {
      const first = await newDesign();
      const second = await newDesign();
      const changed = await store.catalog.updateDesign(first, { name: "Blog", tables: 3, updatedAt: new Date(Date.now() + 60_000) });
      expect(changed).toMatchObject({ id: first, name: "Blog", tables: 3, release: 0 });
      const listed = (await store.catalog.listDesigns("local")).map((d) => d.id);
      expect(listed.indexOf(first)).toBeLessThan(listed.indexOf(second));
      expect(await store.catalog.deleteDesign(first)).toBe(true);
      expect(await store.catalog.deleteDesign(first)).toBe(false);
      expect(await store.catalog.findDesign(first)).toBeUndefined();
      expect((await store.catalog.listDesigns("local")).map((d) => d.id)).not.toContain(first);
      expect(await store.catalog.updateDesign(first, { name: "No", updatedAt: new Date() })).toBeUndefined();
    });

    it("keeps a release with its files in order and its proof", async () => {
      const designId = await newDesign();
      const proof = { id: nanoid(), designId, subject: "s1", passed: true, body: "{}", createdAt: new Date() };
      await store.catalog.saveProof(proof);
      const made = await store.catalog.createRelease(releaseOf(designId, 1, { proofId: proof.id }));
      expect(made?.files.map((f) => f.name)).toEqual(["001_a.sql", "002_b.sql"]);
      expect(made?.proof?.subject).toBe("s1");
      expect((await store.catalog.findDesign(designId))?.release).toBe(1);
      expect((await store.catalog.latestRelease(designId))?.number).toBe(1);
      expect(await store.catalog.findProof(designId, "s1")).toMatchObject({ id: proof.id });
    });

    it("keeps what a release leaves under way, what was agreed to be lost, and which files are scripts", async () => {
      const designId = await newDesign();
      const more = { consent: '["all rows of orders"]', drawn: "{}", evolutions: "[]", shapes: "{}" };
      const files = [{ name: "001_a.sql", content: "x", sha256: "aa", chain: "bb" }, { name: "001_fill.py", content: "y", sha256: "cc", chain: "dd", kind: "data" as const }];
      await store.catalog.createRelease(releaseOf(designId, 1, { ...more, files }));
      expect(await store.catalog.findRelease(designId, 1)).toMatchObject({ ...more, files });
      const plain = await store.catalog.createRelease(releaseOf(designId, 2));
      expect([plain?.consent, plain?.drawn, plain?.evolutions, plain?.shapes]).toEqual([undefined, undefined, undefined, undefined]);
    });

    it("keeps who confirmed a checkpoint and when, once, until it is taken back", async () => {
      const designId = await newDesign();
      const checkpoint = { designId, evolutionId: "e", phase: "switch", sentence: "Nobody reads it.", confirmedBy: "Ada", confirmedById: "owner" };
      const [one, two] = await Promise.all([store.catalog.confirmCheckpoint(checkpoint), store.catalog.confirmCheckpoint({ ...checkpoint, confirmedBy: "Bob" })]);
      expect(one).toEqual(two);
      expect(await store.catalog.listCheckpoints(designId)).toEqual([one]);
      await expect(store.driver.transaction([{ sql: "UPDATE checkpoints SET confirmed_by = 'Eve'" }])).rejects.toThrow(/never changes/);
      expect(await store.catalog.withdrawCheckpoint(designId, "e", "switch")).toBe(true);
      expect(await store.catalog.withdrawCheckpoint(designId, "e", "switch")).toBe(false);
      expect(await store.catalog.listCheckpoints(designId)).toEqual([]);
    });

    it("gives a release number once", async () => {
      const designId = await newDesign();
      const made = await Promise.all([store.catalog.createRelease(releaseOf(designId, 1)), store.catalog.createRelease(releaseOf(designId, 1))]);
      expect(made.filter((release) => release !== undefined)).toHaveLength(1);
      expect(await store.catalog.listReleases(designId)).toHaveLength(1);
    });

    it.each([
      [`UPDATE migrations SET content = 'other'`],
      [`DELETE FROM migrations`],
      [`UPDATE releases SET note = 'other'`],
      [`DELETE FROM releases`],
    ])("refuses to change what is released: %s", async (sql) => {
      const designId = await newDesign();
      await store.catalog.createRelease(releaseOf(designId, 1));
      const before = await store.catalog.listReleases(designId);
      await expect(store.driver.transaction([{ sql }])).rejects.toThrow(/never changes/);
      expect(await store.catalog.listReleases(designId)).toEqual(before);
    });

    it("refuses a release with neither proof nor reason", async () => {
      const designId = await newDesign();
      const { unprovenReason: _left, ...bare } = releaseOf(designId, 1);
      await expect(store.catalog.createRelease(bare)).rejects.toThrow();
      expect(await store.catalog.listReleases(designId)).toEqual([]);
    });

    it("keeps a log in order, byte for byte, and apart by design", async () => {
      const [a, b] = [nanoid(), nanoid()];
      await store.log.append([{ designId: a, update: bytes(0, 255, 39, 92), userId: "owner" }, { designId: b, update: bytes(7) }]);
      await store.log.append([{ designId: a, update: bytes(1) }]);
      const stored = await store.log.read(a);
      expect(stored.snapshot).toBeUndefined();
      expect(stored.rows.map((row) => [...row.update])).toEqual([[0, 255, 39, 92], [1]]);
      expect(await store.log.size(a)).toEqual({ rows: 2, bytes: 5, snapshotBytes: 0 });
    });

    it("replaces exactly the rows that were merged", async () => {
      const designId = nanoid();
      await store.log.append([{ designId, update: bytes(1) }, { designId, update: bytes(2) }]);
      const read = await store.log.read(designId);
      await store.log.append([{ designId, update: bytes(3) }]);
      expect(await store.log.replace(designId, { state: bytes(9), from: undefined, seqs: read.rows.map((r) => r.seq) })).toBe(true);
      const after = await store.log.read(designId);
      expect([...(after.snapshot?.state ?? [])]).toEqual([9]);
      expect(after.rows.map((row) => [...row.update])).toEqual([[3]]);
    });

    it("keeps the rows of a compaction that was overtaken by another", async () => {
      const designId = nanoid();
      await store.log.append([{ designId, update: bytes(1) }]);
      const slow = await store.log.read(designId);
      await store.log.append([{ designId, update: bytes(2) }]);
      const fast = await store.log.read(designId);
      expect(await store.log.replace(designId, { state: bytes(1, 2), from: undefined, seqs: fast.rows.map((r) => r.seq) })).toBe(true);
      await store.log.append([{ designId, update: bytes(3) }]);
      expect(await store.log.replace(designId, { state: bytes(1), from: undefined, seqs: slow.rows.map((r) => r.seq) })).toBe(false);
      const after = await store.log.read(designId);
      expect([...(after.snapshot?.state ?? [])]).toEqual([1, 2]);
      expect(after.rows.map((row) => [...row.update])).toEqual([[3]]);
    });

    it("keeps the bytes of quarantined rows", async () => {
      const designId = nanoid();
      await store.log.append([{ designId, update: bytes(1) }, { designId, update: bytes(66, 66) }]);
      const [, bad] = (await store.log.read(designId)).rows;
      if (bad === undefined) throw new Error("The row is missing");
      await store.log.quarantine(designId, [{ seq: bad.seq, bytes: bad.update, reason: "damaged" }]);
      expect((await store.log.read(designId)).rows.map((row) => [...row.update])).toEqual([[1]]);
      expect(await store.log.quarantined(designId)).toBe(1);
    });

    it("writes catalog and log at once without getting into its own way", async () => {
      const designId = await newDesign();
      await Promise.all([
        ...Array.from({ length: 40 }, (_, i) => store.log.append([{ designId, update: bytes(i) }])),
        ...Array.from({ length: 10 }, (_, i) => store.catalog.updateDesign(designId, { tables: i, updatedAt: new Date() })),
        store.catalog.createRelease(releaseOf(designId, 1)),
      ]);
      expect((await store.log.read(designId)).rows).toHaveLength(40);
      expect((await store.catalog.findDesign(designId))?.release).toBe(1);
    });

    it("keeps everything when it is closed and opened again", async () => {
      const designId = await newDesign();
      await store.log.append([{ designId, update: bytes(5) }]);
      const before = await store.catalog.findDesign(designId);
      await store.close();
      store = await open();
      expect(await store.catalog.findDesign(designId)).toEqual(before);
      expect((await store.log.read(designId)).rows).toHaveLength(1);
    });

    it("refuses data of a newer version, and says so", async () => {
      await store.driver.transaction([{
        sql: `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "applied_steps_count") VALUES ('x', 'y', '9999_future', ?, 1)`,
        args: [new Date().toISOString()],
      }]);
      await store.close();
      await expect(open()).rejects.toMatchObject({ code: "store-is-newer", message: expect.stringMatching(/9999_future.*Update Strata/) });
      const driver = await openDriver();
      await driver.transaction([{ sql: `DELETE FROM "_prisma_migrations" WHERE "migration_name" = '9999_future'` }]);
      await driver.close();
      store = await open();
    });
  });
}
