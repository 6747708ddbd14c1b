import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seed } from "../../model/testing/seed";
import { adviseIndexes } from "./advise-indexes";
import { demandsOf } from "./demands-of";
import type { IndexAdvice, IndexQuestion } from "./index-advice";
import { randomQuestion, withIndexes } from "./testing/random-question";

const runs = { seed, numRuns: process.env["STRATA_LONG"] === "1" ? 5000 : 400 };

/** What each need is served by, as text; small tables need nothing. */
const openNeeds = (advice: IndexAdvice): number => advice.add.flatMap(({ needs }) => needs).length;
const needKey = ({ kind, id, how }: { readonly kind: string; readonly id: string; readonly how: string }): string => `${kind} ${id} ${how}`;

describe("index advice, for any schema and patterns", () => {
  it("serves every need that a key can serve", () => {
    fc.assert(fc.property(randomQuestion(), (question) => {
      const advice = adviseIndexes(question);
      const named = new Set([...advice.add.flatMap(({ needs }) => needs), ...advice.served.map(({ need }) => need), ...advice.small.flatMap(({ needs }) => needs)].map(needKey));
      for (const { need } of demandsOf(question).keys) expect(named).toContain(needKey(need));
    }), runs);
  });

  it("advises nothing more once all it advised is there", () => {
    fc.assert(fc.property(randomQuestion(), (question) => {
      const advice = adviseIndexes(question);
      const again = adviseIndexes(withIndexes(question, advice.add));
      expect(again.add).toEqual([]);
      expect(again.needless.filter(({ indexId }) => indexId.startsWith("advice:"))).toEqual([]);
    }), runs);
  });

  it("advises no index that could be left out", () => {
    fc.assert(fc.property(randomQuestion(), (question) => {
      const { add } = adviseIndexes(question);
      for (const left of add) expect(openNeeds(adviseIndexes(withIndexes(question, add.filter((each) => each !== left))))).toBeGreaterThan(0);
    }), runs);
  });

  it("does not depend on the order of the patterns", () => {
    fc.assert(fc.property(randomQuestion(), (question) => {
      const turned: IndexQuestion = { ...question, patterns: question.patterns.toReversed() };
      expect(adviseIndexes(turned)).toEqual(adviseIndexes(question));
    }), runs);
  });

  it("leaves every need served when what is needless is dropped", () => {
    fc.assert(fc.property(randomQuestion(), (question) => {
      const full = withIndexes(question, adviseIndexes(question).add);
      const gone = new Set(adviseIndexes(full).needless.map(({ indexId }) => indexId));
      const tables = full.schema.tables.map((table) => ({ ...table, indexes: table.indexes.filter(({ id }) => !gone.has(id)) }));
      expect(adviseIndexes({ ...full, schema: { ...full.schema, tables } }).add).toEqual([]);
    }), runs);
  });
});
