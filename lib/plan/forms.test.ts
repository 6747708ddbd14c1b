import { describe, expect, it } from "vitest";
import { schema, table } from "../diff/testing/schemas";
import type { Schema } from "../model";
import { findTarget } from "../targets/registry";
import { migrationStatements } from "./migration-file";
import { plan, type Plan, type PlanRequest } from "./index";

const postgresql = findTarget("postgresql");
if (postgresql === undefined) throw new Error("No target postgresql");
const planned = (base: Schema, goal: Schema, more: Partial<PlanRequest> = {}): Plan => plan({ target: postgresql, version: "18", base, goal, ...more });
const codes = (result: Plan): string[] => result.migrations.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards.map(({ code }) => code)));

const orders = table("orders", ["id:int64", "status", "total:int64"]);
const grown = {
  ...orders,
  indexes: [{ id: "ix", name: "orders_status_idx", unique: false, parts: [{ column: "table orders status" }] }],
  checks: [{ id: "ck", name: "orders_total_check", expression: "total > 0" }],
};

describe("the form of a change", () => {
  it("is chosen for one change alone", () => {
    const result = planned(schema(orders), schema(grown), { forms: { "add index ix": "safe" } });
    expect(result.migrations.map(({ transaction, slug, steps }) => [slug, transaction, steps[0]?.form])).toEqual(
      expect.arrayContaining([["add_orders_status_idx", false, "safe"], ["add_orders_total_check", true, "direct"]]));
    expect(codes(result)).toEqual(["add-check-scans", "waits-for-lock"]);
  });

  it("is direct for one change where the design asks for the safe form everywhere else", () => {
    const result = planned(schema(orders), schema(grown), { online: true, forms: { "add index ix": "direct" } });
    expect(codes(result)).toEqual(["create-index-blocks-writes"]);
    const validate = result.migrations.flatMap((file) => migrationStatements(file, "up")).filter((sql) => sql.includes("VALIDATE CONSTRAINT"));
    expect(validate).toHaveLength(1);
  });

  it("offers the safe form with the hazards that it avoids, and keeps both forms of a change known", () => {
    const direct = planned(schema(orders), schema(grown)).migrations.flatMap(({ steps }) => steps);
    expect(direct.map(({ form, hazards }) => [form, hazards.filter(({ remedy }) => remedy === "safe form").length > 0])).toEqual([["direct", true], ["direct", true]]);
    const safe = planned(schema(orders), schema(grown), { online: true }).migrations.flatMap(({ steps }) => steps);
    expect(new Set(safe.map(({ form }) => form))).toEqual(new Set(["safe"]));
    expect(safe.flatMap(({ hazards }) => hazards)).toEqual([]);
  });

  it("bounds the wait for locks before the statements of either direction, and never in a file without a transaction", () => {
    const result = planned(schema(orders), schema(grown), { online: true });
    for (const file of result.migrations) {
      for (const direction of ["up", "down"] as const) {
        const statements = migrationStatements(file, direction);
        expect(statements.filter((sql) => sql.includes("lock_timeout"))).toHaveLength(file.transaction && statements.length > 0 ? 1 : 0);
        if (file.transaction && statements.length > 0) expect(statements[0]).toContain("lock_timeout");
      }
    }
  });

  it("asks nothing of a table that the plan makes, which has no rows yet", () => {
    expect(planned(schema(), schema(grown), { online: true }).migrations.map(({ transaction, preamble }) => [transaction, preamble])).toEqual([[true, undefined]]);
  });
});

describe("the weight of a hazard", () => {
  const severity = (rows: number | undefined): string | undefined =>
    planned(schema(orders), schema({ ...grown, checks: [] }), rows === undefined ? {} : { rows: new Map([["table orders", rows]]) })
      .migrations[0]?.steps[0]?.hazards.find(({ code }) => code === "create-index-blocks-writes")?.severity;

  it("follows the rows that the table is expected to have", () => {
    expect([undefined, 9_999, 10_000, 999_999, 1_000_000].map(severity)).toEqual(["warning", "info", "warning", "warning", "error"]);
  });

  it("of a foreign key follows the larger of its tables", () => {
    const users = table("users", ["id:int64"], { primaryKey: { id: "pk", columns: ["table users id"] } });
    const from = table("carts", ["id:int64", "user_id:int64"]);
    const goal = { ...from, foreignKeys: [{ id: "fk", name: "carts_user_fkey", columns: ["table carts user_id"], referencedTable: users.id, referencedColumns: ["table users id"], onDelete: "no action" as const, onUpdate: "no action" as const }] };
    const result = planned(schema(users, from), schema(users, goal), { rows: new Map([[users.id, 5_000_000], [from.id, 10]]) });
    expect(result.migrations.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards)).find(({ code }) => code === "add-foreign-key-scans")?.severity).toBe("error");
  });

  it("does not change what breaks or loses", () => {
    const result = planned(schema(orders), schema(), { rows: new Map([["table orders", 3]]) });
    expect(result.migrations.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards)).filter(({ kind }) => kind === "loss").map((hazard) => hazard.severity)).toEqual(["warning"]);
  });
});
