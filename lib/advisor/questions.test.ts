import { describe, expect, test } from "vitest";
import type { Attributes } from "./attributes";
import { fields } from "./fields";
import { openQuestions, questions } from "./questions";

const asked = (answers: Attributes): readonly string[] => openQuestions(answers).map(({ id }) => id);

describe("questions", () => {
  test("at most seven come first, and every attribute has one question but the number of rows now", () => {
    expect(questions.filter(({ depth }) => depth === "first").length).toBeLessThanOrEqual(7);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const plain = questions.map(({ attribute }) => attribute).filter((attribute) => attribute !== "patterns" && !attribute.startsWith("editions."));
    expect([...plain].sort()).toEqual(fields.map(({ attribute }) => attribute).filter((attribute) => attribute !== "rows_now").sort());
  });

  test("all are questions with help and something to press", () => {
    for (const { text, help, options } of questions) {
      expect(text).toMatch(/\?$/);
      expect(help).toMatch(/\.$/);
      expect(options.length, text).toBeGreaterThan(1);
    }
  });

  test("further ones come only while they can matter", () => {
    const inDevice: Attributes = { deploy: "device", patterns: [{ kind: "point" }] };
    expect(asked(inDevice)).not.toContain("memory_gb");
    expect(asked(inDevice).some((id) => id.startsWith("editions."))).toBe(false);
    const cache: Attributes = { deploy: "server", role: "cache", dataset_gb_1y: 300, patterns: [{ kind: "point" }] };
    expect(asked(cache)).toContain("memory_gb");
    expect(asked({ ...cache, dataset_gb_1y: 5 })).not.toContain("unique_without_time");
  });

  test("editions are asked while their technology is among the first", () => {
    const graph: Attributes = { deploy: "server", patterns: [{ kind: "traverse", hops: 5 }] };
    expect(asked(graph)).toContain("editions.neo4j");
    expect(asked(graph)).not.toContain("editions.influxdb");
    expect(asked({ deploy: "server", patterns: [{ kind: "append" }, { kind: "window" }] })).toEqual(expect.arrayContaining(["editions.influxdb", "editions.timescaledb"]));
  });

  test("what is answered stays, so that it can be taken back", () => {
    expect(asked({ deploy: "device", memory_gb: 3, ttl_s: null, editions: { neo4j: "enterprise" } })).toEqual(expect.arrayContaining(["memory_gb", "ttl_s", "editions.neo4j"]));
  });
});
