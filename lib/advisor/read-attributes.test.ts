import { describe, expect, test } from "vitest";
import type { Attributes } from "./attributes";
import { firstOf } from "./rank";
import { readAttributes } from "./read-attributes";

function read(value: unknown): { readonly attributes: Attributes; readonly problems: readonly string[] } {
  const result = readAttributes(value);
  if (!result.ok) throw new Error("Nothing was read.");
  return { attributes: result.value.attributes, problems: result.value.diagnostics.map(({ path, code }) => `${path} ${code}`) };
}

describe("reading answers", () => {
  test("known attributes, nulls and other spellings are read without a word", () => {
    const { attributes, problems } = read({
      rows_1y: 5, ttl_s: null, deploy: "server_fleet", predictability: "ad_hoc", self_host_required: false, editions: { neo4j: "enterprise", influxdb: null },
      patterns: [{ kind: "traverse", hops: "unbounded", weight: 2.5 }, { kind: "search", text: "typo_tolerant" }],
    });
    expect(problems).toEqual([]);
    expect(attributes).toMatchObject({ rows_1y: 5, ttl_s: null, deploy: "server", predictability: "adhoc", editions: { neo4j: "enterprise" }, patterns: [{ kind: "traverse", hops: "unbounded" }, { kind: "text", text: "typo" }] });
  });

  test.each([
    [{ rows_nwo: 5 }, "rows_nwo advise-unknown-attribute"],
    [{ reads_s: -1 }, "reads_s advise-impossible-number"],
    [{ rows_1y: 1.5 }, "rows_1y advise-impossible-number"],
    [{ retention_days: 1e9 }, "retention_days advise-impossible-number"],
    [{ writes_s: "many" }, "writes_s advise-wrong-type"],
    [{ dataset_gb_1y: Number.NaN }, "dataset_gb_1y advise-wrong-type"],
    [{ deploy: "moon" }, "deploy advise-unknown-value"],
    [{ deploy: ["server"] }, "deploy advise-unknown-value"],
    [{ self_host_required: "yes" }, "self_host_required advise-wrong-type"],
    [{ patterns: {} }, "patterns advise-wrong-type"],
    [{ patterns: [{ kind: "point" }, { kind: "dance" }] }, "patterns[1].kind advise-unknown-kind"],
    [{ patterns: [{ kind: "toString" }] }, "patterns[0].kind advise-unknown-kind"],
    [{ patterns: [null] }, "patterns[0] advise-wrong-type"],
    [{ patterns: [{ kind: "point", weight: -2 }] }, "patterns[0].weight advise-impossible-number"],
    [{ patterns: [{ kind: "traverse", hops: 1.5 }] }, "patterns[0].hops advise-impossible-number"],
    [{ patterns: [{ kind: "text", text: "smell" }] }, "patterns[0].text advise-unknown-value"],
    [{ patterns: [{ kind: "point", speed: 3 }] }, "patterns[0].speed advise-unknown-attribute"],
    [{ editions: { redis: "8" } }, "editions.redis advise-unknown-attribute"],
    [{ editions: { neo4j: "gold" } }, "editions.neo4j advise-unknown-value"],
    [{ writes_s: 10, hot_item_writes_s: 20 }, "hot_item_writes_s advise-contradiction"],
    [{ retention_days: 30, history_query_days: 60 }, "history_query_days advise-contradiction"],
    [{ item_kb_max: 5_000_000, dataset_gb_1y: 1 }, "item_kb_max advise-contradiction"],
  ])("%j is reported at its place", (value, problem) => {
    expect(read(value).problems).toEqual([problem]);
  });

  test("the rest keeps working", () => {
    const { attributes, problems } = read({ deploy: "device", reads_s: -5, colour: "red", patterns: [{ kind: "dance" }, { kind: "point" }, 7] });
    expect(problems).toHaveLength(4);
    expect(attributes.patterns).toHaveLength(1);
    expect(firstOf(attributes)).toBe("sqlite");
  });

  test.each([null, 5, "x", []])("%j are no answers", (value) => {
    expect(readAttributes(value)).toMatchObject({ ok: false, diagnostics: [{ severity: "error", code: "advise-not-answers" }] });
  });
});
