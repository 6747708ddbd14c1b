import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { entriesMapName } from "../../collaboration/protocol";
import type { Entries, StoredValue } from "../../design/design";
import { entriesOf } from "../collaboration/document-source";
import { newDocumentUpdates } from "./new-document";

const values: readonly StoredValue[] = [
  null, true, false, 0, -1, 64, -64, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, 0.1, 1e300, "", "text", "naïve 👩‍🚀 \ud800", ["a", ["b"], { c: null }], { kind: "enum", enumId: "x" }, {}, [],
];
const entries: Entries = new Map(values.map((value, i): [string, StoredValue] => [`record${i}|prop 👩‍🚀`, value]));

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

describe("writing a new document", () => {
  it("makes the document that Yjs makes of the same entries, byte for byte", () => {
    const doc = new Y.Doc();
    doc.clientID = 4_000_000_000;
    doc.transact(() => { for (const [key, value] of entries) doc.getMap<unknown>(entriesMapName).set(key, value); });
    const [update, ...others] = newDocumentUpdates(entries, doc.clientID);
    expect(others).toEqual([]);
    expect(update).toEqual(Y.encodeStateAsUpdate(doc));
  });

  it("makes the same document of many updates, each of a size a server takes", () => {
    const many: Entries = new Map(Array.from({ length: 30_000 }, (_, i) => [`id${i}|name`, `A name of some length, number ${i}`]));
    const updates = newDocumentUpdates(many);
    expect(updates.length).toBeGreaterThan(4);
    expect(Math.max(...updates.map((update) => update.length))).toBeLessThan(300 * 1024);
    const doc = documentOf(updates);
    expect(entriesOf(doc)).toEqual(many);
    expect(doc.store.pendingStructs).toBeNull();
  });

  it("keeps a value longer than an update whole, and makes nothing of nothing", () => {
    const long: Entries = new Map([["a|text", "x".repeat(600_000)], ["b|text", "y"]]);
    expect(entriesOf(documentOf(newDocumentUpdates(long)))).toEqual(long);
    expect(newDocumentUpdates(new Map())).toEqual([]);
  });

  it("takes another writer's entries beside its own", () => {
    const doc = documentOf([...newDocumentUpdates(new Map([["a|name", "a"]])), ...newDocumentUpdates(new Map([["b|name", "b"]]))]);
    doc.getMap<unknown>(entriesMapName).set("a|name", "changed");
    expect(entriesOf(doc)).toEqual(new Map([["a|name", "changed"], ["b|name", "b"]]));
  });
});
