import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { resolve } from "../design/resolve";
import { entriesMapName } from "./protocol";
import { Random, close, createReplicas, danglingReferences, deliverAll, deliverOne, randomEdit, settle, textOf, type Replica } from "./testing/replicas";

const long = process.env["STRATA_LONG"] !== undefined;
const seeds = long ? 10_000 : 500;
const operations = long ? 200 : 40;

/** What no studio writes but a hostile or broken client may. */
const poison: readonly unknown[] = [
  
  7, -1, 1.5, "x", "\0", "", null, true, [], [1], ["x"], {}, { kind: "enum" }, { kind: "array", of: { kind: "array" } }, JSON.parse('{"__proto__":{"a":1},"toString":"1"}'), { order: 1 },
  new Uint8Array([1, 2]), Number.MAX_VALUE, Number.NaN, [[[[[[[[[]]]]]]]]], { deferrable: 1 }, [{ column: "x", expression: "y" }], "a0", "|", "🙂".repeat(200),
];
const properties = ["kind", "name", "type", "table", "cols", "ref", "refCols", "ord", "del", "parts", "opts", "x", "group", "values", "null", "gen", "ident", "incl", "expr", "rows", "evo", "subject", "answers", "form:x", "eq", "sort", "range", "joins", "hops", "adhoc", "rate", "bytes", "answer:deploy", "answer:__proto__", "map:postgresql.key", "map:postgresql.__proto__", "__proto__", "constructor"];
const kinds = ["table", "column", "pk", "unique", "fk", "check", "index", "enum", "object", "group", "note", "pattern", "evolution", "design"];

function poisonEntry(replica: Replica, random: Random): void {
  const map = replica.doc.getMap(entriesMapName);
  const keys = [...map.keys()];
  const key = random.chance(0.5) ? (random.pick(keys) ?? "a|b") : `${random.pick(["__proto__", "constructor", "design", "x", "|", "", "t 1"]) ?? ""}|${random.pick(properties) ?? ""}`;
  const value = random.chance(0.2) ? random.pick(kinds) : random.pick(poison);
  if (random.chance(0.1)) map.set(key, new Y.Text("shared"));
  else map.set(key, value);
  settle();
}

function act(replica: Replica, random: Random): void {
  const { session } = replica;
  if (random.chance(0.08)) session.undo();
  else if (random.chance(0.04)) session.redo();
  else {
    const { design, entries } = session.getSnapshot();
    const patch = randomEdit(design, entries, random);
    if (patch !== undefined) session.apply(patch);
  }
}

describe("five editors of one design", () => {
  it(`come to the same design and the same problems, whatever arrives when (${seeds} seeds)`, { timeout: 3_600_000 }, () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const random = new Random(seed);
      const replicas = createReplicas(5, random);
      const poisoned = random.chance(0.3);
      for (let i = 0; i < operations; i++) {
        const replica = random.pick(replicas);
        if (replica === undefined) continue;
        if (random.chance(0.03)) replica.online = !replica.online;
        if (poisoned && random.chance(0.1)) poisonEntry(replica, random);
        else act(replica, random);
        const { design } = replica.session.getSnapshot();
        expect(danglingReferences(design), `seed ${seed}, operation ${i}`).toEqual([]);
        for (const each of replicas) if (random.chance(0.5)) deliverOne(each, random);
      }
      deliverAll(replicas, random);
      const [first, ...others] = replicas.map(({ session }) => {
        const { design, problems, entries } = session.getSnapshot();
        return { design: textOf(design), problems: textOf(problems), fresh: textOf(resolve(new Map([...entries].toReversed()))), now: textOf({ design, problems }) };
      });
      // What grew edit by edit is what one look at the entries gives, in whatever order they come.
      expect(first?.now, `seed ${seed}`).toBe(first?.fresh);
      for (const other of others) {
        expect(other.design, `seed ${seed}`).toBe(first?.design);
        expect(other.problems, `seed ${seed}`).toBe(first?.problems);
      }
      close(replicas);
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(pristine);
  });

  it("keep all edits of those who were offline", () => {
    const random = new Random(4242);
    const replicas = createReplicas(3, random);
    for (const [i, replica] of replicas.entries()) {
      replica.online = false;
      for (let n = 0; n < 50; n++) replica.session.apply(new Map<string, string>([[`t${i}-${n}|kind`, "table"], [`t${i}-${n}|name`, `table_${i}_${n}`]]));
    }
    deliverAll(replicas, random);
    for (const replica of replicas) expect(replica.session.getSnapshot().design.schema.tables).toHaveLength(150);
    close(replicas);
  });
});

const pristine = Object.getOwnPropertyNames(Object.prototype).sort();
