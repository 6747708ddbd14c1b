import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { entriesMapName } from "./protocol";
import { missingUpdates } from "./split-update";
import { Random } from "./testing/replicas";

function edit(doc: Y.Doc, random: Random, count: number): void {
  const map = doc.getMap(entriesMapName);
  for (let i = 0; i < count; i++) {
    doc.transact(() => {
      for (let n = 0; n < 5; n++) {
        const key = `key${random.below(500)}`;
        if (random.chance(0.15)) map.delete(key);
        else map.set(key, random.chance(0.05) ? "long ".repeat(random.below(3000)) : { value: random.next() });
      }
    });
  }
}

describe("missingUpdates", () => {
  it("gives another replica everything it lacks, in pieces near the limit", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = new Random(seed);
      const [a, b, server] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
      edit(a, random, 20);
      edit(b, random, 20);
      Y.applyUpdate(server, Y.encodeStateAsUpdate(b));
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
      edit(a, random, 100);
      const updates = missingUpdates(a, Y.encodeStateVector(server), 10_000);
      expect(updates.length).toBeGreaterThan(3);
      for (const update of updates) {
        expect(update.length).toBeLessThan(10_000 + 20_000);
        Y.decodeUpdate(update);
        Y.applyUpdate(server, update);
      }
      expect(server.store.pendingStructs, `seed ${seed}`).toBeNull();
      expect(Y.encodeStateAsUpdate(server).length, `seed ${seed}`).toBe(Y.encodeStateAsUpdate(a).length);
      expect(server.getMap(entriesMapName).toJSON(), `seed ${seed}`).toEqual(a.getMap(entriesMapName).toJSON());
    }
  });
});
