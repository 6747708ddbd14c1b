import { describe, expect, test } from "vitest";
import { advise } from "./advise";
import type { Attributes } from "./attributes";

const metrics: Attributes = {
  deploy: "server", role: "system_of_record", consistency: "eventual", tx: "none", rows_1y: 1_000_000_000, dataset_gb_1y: 100, writes_s: 9000, retention_days: 60,
  patterns: [{ kind: "append", weight: 3 }, { kind: "window", weight: 3 }],
};
const shop: Attributes = {
  deploy: "server", role: "system_of_record", tx: "multi", integrity: "fk", dataset_gb_1y: 20, reads_s: 900, writes_s: 90,
  patterns: [{ kind: "write_tx", weight: 4 }, { kind: "join", weight: 3, join_depth: 2 }, { kind: "text", text: "typo", weight: 2 }],
};

describe("editions", () => {
  const editionsOf = (answers: Attributes, id: string): readonly string[] | undefined => advise(answers, { changes: false }).ranking.find(({ technology }) => technology === id)?.editions;

  test("a long history leaves InfluxDB only without Core, and says so", () => {
    const advice = advise({ ...metrics, history_query_days: 30 }, { changes: false });
    const influx = advice.ranking.find(({ technology }) => technology === "influxdb");
    expect(influx?.editions).toEqual(["3-enterprise", "2"]);
    expect(influx?.fallenEditions.map(({ rule, edition }) => [rule, edition])).toEqual([["S4", "3-core"]]);
    expect(influx?.terms.find(({ id }) => id === "edition")?.value).toBeLessThan(0);
    expect(editionsOf({ ...metrics, history_query_days: 2 }, "influxdb")).toContain("3-core");
  });

  test("an answered edition is the only one looked at", () => {
    const out = advise({ ...metrics, history_query_days: 30, editions: { influxdb: "3-core" } }, { changes: false }).excluded.find(({ technology }) => technology === "influxdb");
    expect(out?.exclusions.map(({ rule }) => rule)).toEqual(["S4"]);
    expect(editionsOf({ ...metrics, history_query_days: 30, editions: { influxdb: "2" } }, "influxdb")).toEqual(["2"]);
  });

  test("OSI licences leave TimescaleDB's Apache edition, unless policies are needed", () => {
    const plain = { ...metrics, retention_days: null, history_query_days: 30, dataset_gb_1y: 20, licence: "osi" } as const;
    expect(editionsOf(plain, "timescaledb")).toEqual(["apache"]);
    const out = advise({ ...plain, retention_days: 60 }, { changes: false }).excluded.find(({ technology }) => technology === "timescaledb");
    expect(out?.exclusions.map(({ rule, edition }) => `${rule} ${edition}`)).toEqual(["C2 community", "C2 apache"]);
    expect(editionsOf({ licence: "osi", patterns: [{ kind: "traverse", hops: 5 }] }, "neo4j")).toEqual(["community"]);
  });
});

describe("limits", () => {
  const dynamodb = (item_kb_max: number): string => {
    const { ranking, excluded } = advise({ deploy: "serverless_aws", item_kb_max, reads_s: 5000, patterns: [{ kind: "point" }] }, { changes: false });
    const standing = ranking.find(({ technology }) => technology === "dynamodb");
    return standing === undefined ? `out ${excluded.find(({ technology }) => technology === "dynamodb")?.exclusions.map(({ rule, answer }) => `${rule} ${answer}`).join()}` : standing.warnings.map(({ rule, share }) => `${rule} ${share}`).join() || "fine";
  };

  test("half of a limit warns, the limit itself is allowed, beyond it is out", () => {
    expect([199, 200, 400, 401].map(dynamodb)).toEqual(["fine", "L1 0.5", "L1 1", "out L1 401 KB"]);
  });

  test("a hot item that can be spread only warns, at a cost", () => {
    const hot = (hot_item_shardable: boolean) => advise({ deploy: "serverless_aws", writes_s: 5000, hot_item_writes_s: 3000, hot_item_shardable, patterns: [{ kind: "counter" }] }, { changes: false });
    expect(hot(false).excluded.find(({ technology }) => technology === "dynamodb")?.exclusions[0].rule).toBe("L5");
    const spread = hot(true).ranking.find(({ technology }) => technology === "dynamodb");
    expect(spread?.warnings[0]).toMatchObject({ rule: "L5", share: 3 });
    expect(spread?.terms.find(({ id }) => id === "limit-L5")?.value).toBe(-10);
  });

  test("memory that is not known is assumed, and said to be", () => {
    const big = { role: "cache", dataset_gb_1y: 300, patterns: [{ kind: "point" }] } as const;
    const out = advise(big).excluded.find(({ technology }) => technology === "redis");
    expect(out?.exclusions[0].answer).toContain("assumed");
    expect(advise(big).gaps.find(({ attribute }) => attribute === "memory_gb")?.couldBecome).toContain("redis");
    expect(advise({ ...big, memory_gb: 400 }).first).toBe("redis");
  });
});

describe("gaps", () => {
  test("nothing known is all gaps, with what is assumed", () => {
    const { gaps, first } = advise({}, { changes: false });
    expect(gaps[0]?.attribute).toBe("patterns");
    expect(gaps.map(({ attribute }) => attribute)).toEqual(expect.arrayContaining(["deploy", "role", "licence", "tx", "rows_1y", "p99_ms"]));
    expect(gaps.every(({ assumption }) => assumption.endsWith("."))).toBe(true);
    expect(first).not.toBeNull();
  });

  test("what a pattern leaves open is a gap too, until it is said", () => {
    const open = advise({ deploy: "server", patterns: [{ kind: "traverse" }, { kind: "text" }] }, { changes: false }).gaps.filter(({ attribute }) => attribute.startsWith("patterns["));
    expect(open.map(({ attribute, assumption }) => [attribute, assumption])).toEqual([["patterns[0].hops", "Assumed 3 steps."], ["patterns[1].text", "Assumed a search ranked by relevance."]]);
    expect(open[0]?.couldBecome).toContain("postgresql");
    expect(advise({ deploy: "server", patterns: [{ kind: "traverse", hops: 4 }, { kind: "text", text: "typo" }] }, { changes: false }).gaps.filter(({ attribute }) => attribute.startsWith("patterns["))).toEqual([]);
  });

  test("an answer closes its gap", () => {
    expect(advise({ role: "cache" }, { changes: false }).gaps.some(({ attribute }) => attribute === "role")).toBe(false);
    expect(advise({ role: null }, { changes: false }).gaps.some(({ attribute }) => attribute === "role")).toBe(true);
  });
});

describe("combinations", () => {
  test("a shop with search keeps its record in SQL and searches in a copy, fed by an outbox", () => {
    const { combination, first } = advise(shop, { changes: false });
    expect(first).toBe("postgresql");
    expect(combination?.parts.map(({ technology, role, patterns, sync }) => [technology, role, patterns, sync?.method])).toEqual([
      ["postgresql", "system-of-record", [0, 1], undefined], ["typesense", "search-index", [2], "outbox"],
    ]);
  });

  test("search and rankings need two copies", () => {
    const { combination } = advise({ ...shop, patterns: [...shop.patterns ?? [], { kind: "rank", weight: 2 }] }, { changes: false });
    expect(combination?.parts.map(({ technology }) => technology)).toEqual(["postgresql", "typesense", "redis"]);
    expect(combination?.parts[2]?.sync?.method).toBe("write-through");
  });

  test("reports over a key-value store get a relational copy, fed by its change stream", () => {
    const { combination } = advise({ deploy: "serverless_aws", reads_s: 90_000, writes_s: 20_000, p99_ms: 10, dataset_gb_1y: 900, patterns: [{ kind: "point", weight: 5 }, { kind: "write_point", weight: 4 }, { kind: "aggregate", weight: 2 }] }, { changes: false });
    expect(combination?.parts.map(({ technology, role, sync }) => [technology, role, sync?.method])).toEqual([["dynamodb", "system-of-record", undefined], ["postgresql", "reporting", "change-data-capture"]]);
  });

  test.each<[string, Attributes]>([
    ["one store serves everything", { ...shop, patterns: [{ kind: "write_tx" }, { kind: "join" }] }],
    ["there is one pattern", { ...shop, patterns: [{ kind: "text", text: "typo" }] }],
    ["it is a copy already", { ...shop, role: "derived" }],
    ["the data live in the device", { ...shop, deploy: "device" }],
    ["what is served badly hardly matters", { ...shop, patterns: [{ kind: "write_tx", weight: 20 }, { kind: "text", text: "typo", weight: 1 }] }],
    ["time series and joins have one home", { ...metrics, integrity: "fk", tx: "multi", patterns: [{ kind: "append" }, { kind: "window" }, { kind: "join" }] }],
  ])("none when %s", (_, answers) => {
    expect(advise(answers, { changes: false }).combination).toBeNull();
  });
});

test("nothing that meets all answers is an answer too, and says what would bring one back", () => {
  const { first, alternative, changes, sentence } = advise({ deploy: "mobile_web_direct", self_host_required: true, patterns: [{ kind: "sync" }] });
  expect([first, alternative]).toEqual([null, null]);
  expect(sentence).toContain("No technology");
  expect(changes.find(({ attribute }) => attribute === "self_host_required")).toMatchObject({ from: "yes", to: "no", first: "firestore" });
});
