import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { splitKey } from "../design/records";
import { resolve } from "../design/resolve";
import { entriesMapName } from "./protocol";
import { Random, close, createReplicas, deliverAll, deliverOne, randomEdit, textOf, type Replica } from "./testing/replicas";

const long = process.env["STRATA_LONG"] !== undefined;
const seeds = long ? 10_000 : 300;

/** Who wrote each entry last, as the merged document itself says. */
function writers(replica: Replica): ReadonlyMap<string, { readonly client: number; readonly value: unknown }> {
  const map = replica.doc.getMap<unknown>(entriesMapName);
  return new Map([...map.keys()].map((key) => [key, { client: map._map.get(key)?.id.client ?? -1, value: map.get(key) }]));
}

const table = (id: string, name: string) => new Map<string, string>([[`${id}|kind`, "table"], [`${id}|name`, name]]);
const column = (id: string, tableId: string) => new Map<string, string>([[`${id}|kind`, "column"], [`${id}|table`, tableId], [`${id}|name`, id]]);
const names = (replica: Replica): readonly string[] => replica.session.getSnapshot().design.schema.tables.map((each) => each.name);

function pair(): readonly [Replica, Replica, () => void] {
  const random = new Random(1);
  const replicas = createReplicas(2, random);
  const [a, b] = replicas;
  if (a === undefined || b === undefined) throw new Error("two replicas");
  return [a, b, () => deliverAll(replicas, random)];
}

describe("undo", () => {
  it("leaves a table that somebody else renamed, and its name", () => {
    const [a, b, sync] = pair();
    a.session.apply(table("t", "A"));
    a.session.apply(new Map([["t|name", "A2"]]));
    sync();
    b.session.apply(new Map([["t|name", "B"]]));
    sync();
    a.session.undo();
    a.session.undo();
    a.session.undo();
    sync();
    expect(names(a)).toEqual(["B"]);
    expect(names(b)).toEqual(["B"]);
    close([a, b]);
  });

  it("leaves a table that somebody else added a column to", () => {
    const [a, b, sync] = pair();
    a.session.apply(table("t", "A"));
    sync();
    b.session.apply(column("c", "t"));
    sync();
    a.session.undo();
    expect(names(a)).toEqual(["A"]);
    close([a, b]);
  });

  it("of a deletion brings the table back under the name it was given meanwhile", () => {
    const [a, b, sync] = pair();
    a.session.apply(table("t", "A"));
    sync();
    a.session.apply(new Map([["t|del", "d"]]));
    b.session.apply(new Map([["t|name", "B"]]));
    sync();
    expect(names(a)).toEqual([]);
    a.session.undo();
    sync();
    expect(names(b)).toEqual(["B"]);
    close([a, b]);
  });

  it("does nothing where somebody else wrote the same value again", () => {
    const [a, b, sync] = pair();
    a.session.apply(table("t", "A"));
    sync();
    a.session.apply(new Map([["t|comment", "x"]]));
    sync();
    b.session.apply(new Map([["t|comment", "y"]]));
    b.session.apply(new Map([["t|comment", "x"]]));
    sync();
    a.session.undo();
    expect(a.session.getSnapshot().entries.get("t|comment")).toBe("x");
    close([a, b]);
  });

  it("takes typing back as one step, and an import of many chunks as one step", () => {
    const [a, b, sync] = pair();
    a.session.apply(table("t", "o"), { merge: "name" });
    for (const name of ["or", "ord", "orders"]) a.session.apply(new Map([["t|name", name]]), { merge: "name" });
    const imported = new Map<string, string>();
    for (let i = 0; i < 3000; i++) for (const [key, value] of table(`i${i}`, `imported table ${i} ${"x".repeat(100)}`)) imported.set(key, value);
    let updates = 0;
    a.doc.on("update", (update: Uint8Array) => {
      updates += 1;
      expect(update.length).toBeLessThan(256 * 1024);
    });
    a.session.apply(imported);
    expect(updates).toBeGreaterThan(2);
    expect(names(a)).toHaveLength(3001);
    a.session.undo();
    expect(names(a)).toEqual(["orders"]);
    a.session.undo();
    expect(names(a)).toEqual([]);
    expect(a.session.getSnapshot().canUndo).toBe(false);
    a.session.redo();
    a.session.redo();
    sync();
    expect(names(b)).toHaveLength(3001);
    close([a, b]);
  });

  it("all the way back and forth changes nothing when alone", () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const random = new Random(seed);
      const replicas = createReplicas(1, random);
      const [replica] = replicas;
      if (replica === undefined) throw new Error("one replica");
      const states = [textOf(replica.session.getSnapshot().design)];
      for (let i = 0; i < 15; i++) {
        const { design, entries } = replica.session.getSnapshot();
        const patch = randomEdit(design, entries, random);
        if (patch === undefined) continue;
        replica.session.apply(patch);
        states.push(textOf(replica.session.getSnapshot().design));
      }
      const entries = textOf([...replica.session.getSnapshot().entries].toSorted());
      for (const round of [1, 2]) {
        for (const state of states.slice(0, -1).toReversed()) {
          replica.session.undo();
          expect(textOf(replica.session.getSnapshot().design), `seed ${seed}, round ${round}`).toBe(state);
        }
        expect(replica.session.getSnapshot().canUndo).toBe(false);
        for (const state of states.slice(1)) {
          replica.session.redo();
          expect(textOf(replica.session.getSnapshot().design), `seed ${seed}, round ${round}`).toBe(state);
        }
        expect(textOf([...replica.session.getSnapshot().entries].toSorted()), `seed ${seed}`).toBe(entries);
      }
      close(replicas);
    }
  });

  it("never changes a value that somebody else wrote last, and never hides a record somebody else touched", () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const random = new Random(seed);
      const replicas = createReplicas(3, random);
      for (let i = 0; i < 40; i++) {
        const replica = random.pick(replicas);
        if (replica === undefined) continue;
        if (random.chance(0.4)) {
          const before = writers(replica);
          if (random.chance(0.7)) replica.session.undo();
          else replica.session.redo();
          const after = writers(replica);
          for (const [key, entry] of before) {
            if (entry.client !== replica.doc.clientID) expect(textOf(after.get(key)?.value), `seed ${seed}, operation ${i}, ${key}`).toBe(textOf(entry.value));
          }
          for (const [key, entry] of after) {
            const split = splitKey(key);
            if (split?.property !== "del" || before.has(key) || typeof entry.value !== "string" || !entry.value.startsWith("undo-")) continue;
            const foreign = [...before].filter(([other, each]) => splitKey(other)?.id === split.id && each.client !== replica.doc.clientID);
            expect(foreign, `seed ${seed}, operation ${i}, ${key}`).toEqual([]);
          }
        } else {
          const { design, entries } = replica.session.getSnapshot();
          const patch = randomEdit(design, entries, random);
          if (patch !== undefined) replica.session.apply(patch);
        }
        for (const each of replicas) if (random.chance(0.6)) deliverOne(each, random);
      }
      deliverAll(replicas, random);
      const [first, ...others] = replicas.map((each) => textOf(resolve(each.session.getSnapshot().entries)));
      for (const other of others) expect(other, `seed ${seed}`).toBe(first);
      close(replicas);
    }
  });
});

describe("the merged document", () => {
  it("says who wrote an entry last, which the tests above rely on", () => {
    const a = new Y.Doc();
    const b = new Y.Doc();
    a.getMap(entriesMapName).set("k", 1);
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    b.getMap(entriesMapName).set("k", 1);
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
    expect(a.getMap(entriesMapName)._map.get("k")?.id.client).toBe(b.clientID);
  });
});
