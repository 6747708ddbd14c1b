import { describe, expect, test } from "vitest";
import type { AccessPattern, Column, ColumnType, Table, TableLoad } from "../model";
import { advise } from "./advise";
import { attributesOf, type DesignUsage } from "./attributes-of";

const column = (id: string, type: ColumnType, nullable = false): Column => ({ id, name: id, type, nullable });
const table = (id: string, columns: readonly Column[], further: Partial<Table> = {}): Table => ({
  id, name: id, columns, primaryKey: { id: `${id}-pk`, columns: [columns[0]?.id ?? ""] }, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {}, ...further,
});
const pattern = (id: string, operation: AccessPattern["operation"], further: Partial<AccessPattern> = {}): AccessPattern => ({ id, name: id, operation, ...further });
const usage = (given: Partial<DesignUsage>): DesignUsage => ({ workload: new Map(), schema: { tables: [] }, loads: new Map(), patterns: [], ...given });

const users = table("users", [column("u-id", { kind: "uuid" }), column("email", { kind: "string", length: 100 })], { uniques: [{ id: "u-email", columns: ["email"] }] });
const readings = table("readings", [column("r-device", { kind: "int64" }), column("at", { kind: "timestamptz" }), column("value", { kind: "float64" })]);
const orders = table("orders", [column("o-id", { kind: "uuid" }), column("o-user", { kind: "uuid" }), column("note", { kind: "text" }, true)], {
  foreignKeys: [{ id: "fk", columns: ["o-user"], referencedTable: "users", referencedColumns: ["u-id"], onDelete: "no action", onUpdate: "no action" }],
});

describe("answers from a design", () => {
  test("an empty design answers nothing", () => {
    expect(attributesOf(usage({}))).toEqual({ attributes: { patterns: [] }, derived: [], diagnostics: [] });
  });

  test("operations become kinds, by keys, joins, windows and what is written together", () => {
    const { attributes } = attributesOf(usage({
      schema: { tables: [users, readings, orders] },
      loads: new Map<string, TableLoad>([["readings", { oldRowsChange: true }], ["users", { hottestWrites: 40 }]]),
      patterns: [
        pattern("by id", "get", { tableId: "users", equality: ["u-id"] }),
        pattern("by e-mail", "list", { tableId: "users", equality: ["email"] }),
        pattern("of a user", "list", { tableId: "orders", equality: ["o-user"] }),
        pattern("latest", "list", { tableId: "orders", equality: ["o-user"], sort: [{ column: "o-id", order: "desc" }] }),
        pattern("with user", "get", { tableId: "orders", joins: ["users"] }),
        pattern("place", "insert", { tableId: "orders", atomicWith: ["users"] }),
        pattern("measure", "insert", { tableId: "readings" }),
        pattern("by hour", "aggregate", { tableId: "readings", window: 3600 }),
        pattern("correct", "update", { tableId: "readings" }),
        pattern("count", "update", { tableId: "users" }),
        pattern("find", "search", { tableId: "users", text: "typo" }),
        pattern("network", "traverse", { tableId: "users", hops: "unbounded", weight: 5 }),
        pattern("live", "subscribe", { tableId: "orders" }),
        pattern("whatever", "list", { tableId: "orders", adHoc: true }),
        pattern("totals", "aggregate", { tableId: "orders" }),
        pattern("save", "insert", { tableId: "users" }),
      ],
    }));
    expect(attributes.patterns?.map(({ kind }) => kind)).toEqual([
      "point", "point", "filter", "range", "join", "write_tx", "append", "window", "update_history", "counter", "text", "traverse", "sync", "adhoc", "aggregate", "write_point",
    ]);
    expect(attributes.patterns?.[10]).toMatchObject({ text: "typo", name: "find", weight: 3 });
    expect(attributes.patterns?.[11]).toMatchObject({ hops: "unbounded", weight: 5 });
  });

  test("sizes, rates and promises are summed up from what is stated, and say from what", () => {
    const { attributes, derived } = attributesOf(usage({
      schema: { tables: [users, orders, readings] },
      loads: new Map<string, TableLoad>([["users", { rows: 1000, rowsInYear: 5000, itemBytes: 2048 }], ["orders", { rows: 9000, retentionDays: 2 }], ["readings", { retentionDays: 30, oldRowsChange: false }]]),
      patterns: [
        pattern("a", "get", { rate: 10, rateInYear: 50, p99: 5, weight: 1, consistency: "read-your-writes" }),
        pattern("b", "list", { rate: 7, p99: 100, weight: 5, consistency: "eventual", tableId: "orders", equality: ["o-user"] }),
        pattern("c", "insert", { rate: 3, atomicWith: ["users"], items: 4 }),
        pattern("d", "aggregate", { tableId: "readings", window: 60, historyDays: 14 }),
      ],
    }));
    expect(attributes).toMatchObject({
      rows_now: 10_000, rows_1y: 14_000, item_kb_max: 2, reads_s: 57, writes_s: 3, p99_ms: 100, consistency: "ryw", tx: "multi", tx_items: 5,
      ttl_s: 2 * 86_400, retention_days: 30, history_query_days: 14, updates_to_history: false, integrity: "fk", alternate_keys: 1,
    });
    expect(derived.find(({ attribute }) => attribute === "rows_1y")?.sentence).toBe("The sum of 2 of 3 tables; the rest is not known.");
    expect(attributes.predictability).toBeUndefined();
    expect(attributes.shape).toBeUndefined();
  });

  describe("a table is a series", () => {
    const kindsWith = (further: readonly AccessPattern[], load: TableLoad, rate = 500): readonly (string | undefined)[] =>
      attributesOf(usage({ schema: { tables: [readings] }, loads: new Map([["readings", load]]), patterns: [pattern("in", "insert", { tableId: "readings", rate }), ...further] })).attributes.patterns?.map(({ kind }) => kind) ?? [];
    const byTime = pattern("latest", "list", { tableId: "readings", equality: ["r-device"], range: "at" });

    test("when it is large, only inserted into and read by time", () => {
      expect(kindsWith([byTime], { rowsInYear: 5_000_000 })).toEqual(["append", "range"]);
      expect(kindsWith([byTime, pattern("per day", "aggregate", { tableId: "readings", range: "at" })], { rowsInYear: 5_000_000 })).toEqual(["append", "range", "window"]);
    });

    test("not when it is small, changed, or read by other things than time", () => {
      expect(kindsWith([byTime], { rowsInYear: 50_000 }, 1)).toEqual(["write_point", "range"]);
      expect(kindsWith([byTime, pattern("fix", "update", { tableId: "readings" })], { rowsInYear: 2_000_000 }, 1)).toEqual(["write_point", "range", "write_point"]);
      expect(kindsWith([pattern("of one", "list", { tableId: "readings", equality: ["value"] })], { rowsInYear: 5_000_000 })).toEqual(["write_point", "filter"]);
      expect(kindsWith([pattern("latest", "list", { tableId: "readings", equality: ["r-device"], sort: [{ column: "at", order: "desc" }] })], { rowsInYear: 5_000_000 })).toEqual(["write_point", "range"]);
    });
  });

  test("what is inserted in the order of time counts as sequential writes", () => {
    const given = { schema: { tables: [readings, users] }, patterns: [pattern("in", "insert", { tableId: "readings", rate: 700 }), pattern("new", "insert", { tableId: "users", rate: 5 }), pattern("hour", "aggregate", { tableId: "readings", window: 60 })] };
    expect(attributesOf(usage(given)).attributes).toMatchObject({ writes_s: 705, sequential_writes_s: 700 });
  });

  test("answers come before what is derived, also the answer none", () => {
    const { attributes, derived } = attributesOf(usage({
      workload: new Map<string, string | number | boolean | null>([["deploy", "serverless_aws"], ["integrity", "none"], ["retention_days", null], ["editions.neo4j", "enterprise"], ["rows_1y", 5]]),
      schema: { tables: [orders, users, readings] },
      loads: new Map<string, TableLoad>([["orders", { rows: 100 }], ["readings", { retentionDays: 9 }]]),
      patterns: [pattern("w", "aggregate", { tableId: "readings", window: 60 })],
    }));
    expect(attributes).toMatchObject({ deploy: "serverless_aws", integrity: "none", retention_days: null, rows_1y: 5, rows_now: 100, editions: { neo4j: "enterprise" } });
    expect(derived.map(({ attribute }) => attribute)).not.toContain("integrity");
  });

  test("answers that cannot be are reported, and the rest is advised on", () => {
    const { attributes, diagnostics } = attributesOf(usage({
      workload: new Map<string, string | number | boolean | null>([["colour", "red"], ["reads_s", -4], ["deploy", "device"], ["editions.redis", "8"]]), patterns: [pattern("a", "get")],
    }));
    expect(diagnostics.map(({ path }) => path)).toEqual(["colour", "reads_s", "editions.redis"]);
    expect(advise(attributes, { changes: false }).first).toBe("sqlite");
  });
});
