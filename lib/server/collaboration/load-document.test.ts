import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { randomSource, seed } from "../../model/testing/seed";
import type { DesignLog, QuarantineEntry, StoredDocument } from "../store/design-log";
import { mergeLog } from "./compaction";
import { entriesOf } from "./document-source";
import { fillDocument, loadStored, SpoiledDocument } from "./load-document";

/** Updates of several editors, one key each: key `e<n>|n` is in row n. */
function rowsOf(count: number, editors = 4): Uint8Array[] {
  const docs = Array.from({ length: editors }, () => new Y.Doc());
  return Array.from({ length: count }, (_, n) => {
    const doc = docs[n % editors];
    if (doc === undefined) throw new Error("No editor");
    const before = Y.encodeStateVector(doc);
    doc.getMap("entries").set(`e${n}|n`, n);
    return Y.encodeStateAsUpdate(doc, before);
  });
}

function stored(rows: readonly Uint8Array[]): StoredDocument {
  return { rows: rows.map((update, seq) => ({ seq, update })) };
}

function keysOf(update: Uint8Array): ReadonlySet<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return new Set(entriesOf(doc).keys());
}

describe("loading a damaged log", () => {
  it("opens whatever is in a row: random bytes, cut off, flipped; and reports each row set aside", () => {
    const random = randomSource(seed);
    const whole = 120;
    for (let round = 0; round < 60; round++) {
      const rows = rowsOf(whole);
      const victim = Math.floor(random() * whole);
      const row = rows[victim] ?? new Uint8Array();
      const damage = round % 3;
      rows[victim] = damage === 0 ? Uint8Array.from({ length: 64 }, () => Math.floor(random() * 256))
        : damage === 1 ? row.slice(0, Math.floor(random() * row.length))
        : row.map((byte, i) => (i === Math.floor(random() * row.length) ? byte ^ (1 << Math.floor(random() * 8)) : byte));
      const loaded = loadStored(stored(rows));
      const keys = keysOf(loaded.update);
      // Other editors' rows are untouched; the victim's own later ones may wait for it.
      const others = Array.from({ length: whole }, (_, n) => n).filter((n) => n % 4 !== victim % 4);
      expect(others.filter((n) => !keys.has(`e${n}|n`)), `seed ${seed}, round ${round}`).toEqual([]);
      expect(loaded.bad.map((entry) => entry.seq).filter((seq) => seq !== victim), `seed ${seed}, round ${round}`).toEqual([]);
    }
  });

  it("keeps an unreadable snapshot's rows", () => {
    const rows = rowsOf(8);
    const loaded = loadStored({ snapshot: { state: Uint8Array.of(1, 2, 3), revision: "r" }, ...stored(rows) });
    expect(loaded.bad).toMatchObject([{ reason: expect.any(String) }]);
    expect(loaded.bad[0]).not.toHaveProperty("seq");
    expect(keysOf(loaded.update).size).toBe(8);
  });

  it("notices that a row is missing", () => {
    const rows = rowsOf(10, 1);
    expect(loadStored(stored(rows)).incomplete).toBe(false);
    expect(loadStored(stored(rows.filter((_, n) => n !== 4))).incomplete).toBe(true);
  });

  it("opens an empty log", () => {
    expect(keysOf(loadStored({ rows: [] }).update).size).toBe(0);
  });
});

/** A log of one design in memory: what filling a document asks of it. */
function logOf(document: StoredDocument) {
  const aside: QuarantineEntry[] = [];
  const asked = (name: string) => () => Promise.reject(new Error(`${name} was asked of the log`));
  const log: DesignLog = {
    read: async () => document,
    quarantine: async (_id, entries) => { aside.push(...entries); },
    quarantined: async () => aside.length,
    append: asked("append"), size: asked("size"), replace: asked("replace"),
  };
  return { log, aside };
}

describe("filling a document", () => {
  it("gives what reading with care gives, whatever is in the rows, or says that care is needed", async () => {
    const random = randomSource(seed);
    for (let round = 0; round < 200; round++) {
      const victim = Math.floor(random() * 20), flipped = random();
      const rows = rowsOf(20).map((row, n) => (n === victim ? row.map((byte, i) => (i === Math.floor(flipped * row.length) ? byte ^ (1 << Math.floor(random() * 8)) : byte)) : row));
      const { log, aside } = logOf(stored(rows));
      const careful = loadStored(stored(rows));
      const doc = new Y.Doc();
      try {
        const { quarantined } = await fillDocument(doc, log, "a");
        expect(new Set(entriesOf(doc).keys()), `seed ${seed}, round ${round}`).toEqual(keysOf(careful.update));
        expect([aside.length, quarantined], `seed ${seed}, round ${round}`).toEqual([careful.bad.length, careful.bad.length + (careful.incomplete ? 1 : 0)]);
      } catch (error) {
        if (!(error instanceof SpoiledDocument)) throw error;
        expect(careful.bad, `seed ${seed}, round ${round}`).not.toEqual([]);
      }
    }
  });

  it("says that a document is spoiled which threw on the way", async () => {
    const doc = new Y.Doc();
    doc.getMap("entries").observe(() => { throw new Error("no"); });
    await expect(fillDocument(doc, logOf(stored(rowsOf(3))).log, "a")).rejects.toThrow(SpoiledDocument);
  });
});

describe("merging a log", () => {
  it("gives a state that says the same as its rows, twice over", () => {
    const rows = rowsOf(200);
    const first = mergeLog({ rows: rows.slice(0, 150) });
    if (!("state" in first)) throw new Error(first.skipped);
    const second = mergeLog({ snapshot: first.state, rows: rows.slice(100) });
    if (!("state" in second)) throw new Error(second.skipped);
    expect(keysOf(second.state)).toEqual(keysOf(loadStored(stored(rows)).update));
  });

  it("leaves a log alone that has unreadable or missing rows", () => {
    const rows = rowsOf(10, 1);
    expect(mergeLog({ rows: [...rows, Uint8Array.of(255, 255)] })).toEqual({ skipped: "some rows are unreadable" });
    expect(mergeLog({ rows: rows.filter((_, n) => n !== 4) })).toEqual({ skipped: "some edits wait for missing ones" });
  });
});
