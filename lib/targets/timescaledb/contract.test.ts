import { describe, expect, it } from "vitest";
import { pendingMigrations } from "../../design/pending";
import { openSandbox } from "../../sandbox";
import { prove } from "../../proof";
import { withNames } from "../native/testing/entities";
import { shop as plainShop, shopVersion2 as plainVersion2 } from "../native/testing/shop";
import { describeTarget } from "../testing/contract";
import { timescaledb } from ".";

describeTarget(timescaledb, () => openSandbox("timescaledb"));

const shop = withNames(plainShop);
const shopVersion2 = withNames(plainVersion2);
const choices = new Map<string, Readonly<Record<string, string>>>();
const settings = { targetVersion: "community", numbering: "sequence" as const, online: false, renames: [] };
const now = new Date(0);

describe("what TimescaleDB makes of the shop", () => {
  const derived = timescaledb.derive?.({ ...shop, choices, version: "community" });

  it("makes the measurements a hypertable with policies and sums, and nothing else", () => {
    expect(derived?.schema.objects.map(({ kind, tableId, name }) => `${kind} ${tableId ?? name}`)).toEqual([
      "extension timescaledb", "hypertable metrics", "columnstore metrics", "retention policy metrics", "continuous aggregate metrics_by_1_minute",
    ]);
    expect(derived?.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("leaves policies out of the Apache build, and says so", () => {
    const apache = timescaledb.derive?.({ ...shop, choices, version: "apache" });
    expect(apache?.schema.objects.map(({ kind }) => kind)).toEqual(["extension", "hypertable"]);
    expect(apache?.diagnostics.map(({ code }) => code)).toContain("policy-needs-community");
  });

  it("follows the team, and refuses what TimescaleDB refuses", () => {
    const plain = timescaledb.derive?.({ ...shop, choices: new Map([["metrics", { hypertable: "table" }]]), version: "community" });
    expect(plain?.schema.objects).toEqual([]);
    const referenced = timescaledb.derive?.({ ...shop, choices: new Map([["orders", { hypertable: "hypertable" }]]), version: "community" });
    expect(referenced?.diagnostics.find(({ severity }) => severity === "error")?.place?.objectId).toBe("orders");
  });

  it("gives a key that lacks the time its time", () => {
    const sessions = shop.schema.tables.map((table) => (table.id === "sessions" ? { ...table, columns: [...table.columns, { id: "sessions.at", name: "at", type: { kind: "timestamptz" as const }, nullable: true }] } : table));
    const made = timescaledb.derive?.({ ...shop, schema: { ...shop.schema, tables: sessions }, choices: new Map([["sessions", { hypertable: "hypertable" }]]), version: "community" });
    const table = made?.schema.tables.find(({ id }) => id === "sessions");
    expect(table?.primaryKey?.columns.length).toBe(2);
    expect(made?.diagnostics.map(({ code }) => code)).toContain("key-gains-time");
  });
});

describe("the shop on TimescaleDB", () => {
  const first = pendingMigrations({ ...shop, choices, settings, target: timescaledb, released: undefined, now });
  const released = { schema: first.goal, target: timescaledb.id, fileNames: first.migrations.map(({ file }) => file.name) };
  const second = pendingMigrations({ ...shopVersion2, choices, settings, target: timescaledb, released, now });

  it("is written as files that a specialist would write", async () => {
    const text = [...first.migrations, ...second.migrations].map(({ file }) => `=== ${file.name} ===\n${file.content}`).join("\n");
    await expect(text).toMatchFileSnapshot("golden/shop.txt");
  });

  it("runs up, down and up again, and so does its second version", async () => {
    for (const { base, goal, migrations } of [first, second]) {
      const proof = await prove({ target: timescaledb, version: "community", base, goal, files: migrations.map(({ file }) => file) }, { openSandbox: () => openSandbox("timescaledb") });
      expect([proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed, proof.fidelity]).toEqual([[], true, "emulator"]);
    }
  });

  it("changes its mind about hypertables and their settings, and goes back", async () => {
    const variants = [
      { metrics: { hypertable: "table" } }, { metrics: { "chunk-interval": "30 days", columnstore: "off" } }, { metrics: { retention: "keep", "rollup-p-metric": "direct" } },
    ];
    // Only the table it is about: proofs of all tables say nothing more.
    const series = { ...shop, schema: { ...shop.schema, tables: shop.schema.tables.filter(({ id }) => id === "metrics"), enums: [] } };
    const before = { ...released, schema: pendingMigrations({ ...series, choices, settings, target: timescaledb, released: undefined, now }).goal };
    for (const variant of variants) {
      const changed = pendingMigrations({ ...series, choices: new Map(Object.entries(variant)), settings, target: timescaledb, released: before, now });
      expect(changed.migrations.length).toBeGreaterThan(0);
      const proof = await prove({ target: timescaledb, version: "community", base: changed.base, goal: changed.goal, files: changed.migrations.map(({ file }) => file) }, { openSandbox: () => openSandbox("timescaledb") });
      expect([Object.values(variant), proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed]).toEqual([Object.values(variant), [], true]);
    }
  });
});
