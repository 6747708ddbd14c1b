import { afterAll, describe, expect, test } from "vitest";
import { mapIds } from "../diff";
import type { Schema } from "../model";
import { plan, renderMigration, type PlanRequest, type StatementHazard } from "../plan";
import { openSandbox, type Sandbox } from "../sandbox";
import { openSqlJs } from "../sandbox/sqljs";
import { openTestMysql, testServers } from "../sandbox/testing/mysql-server";
import { mysql } from "../targets/mysql";
import { postgresql } from "../targets/postgresql";
import { sqlite } from "../targets/sqlite";
import type { Target } from "../targets/target";
import { lossText } from "./losses";
import { reviewHazards } from "./measured-hazards";
import { prove } from "./prove";

let engine: Promise<Sandbox> | undefined;
async function pglite(): Promise<Sandbox> {
  const opened = await (engine ??= openSandbox("postgresql"));
  await opened.reset();
  return { ...opened, close: async () => undefined };
}
afterAll(async () => (await engine)?.close());

const server = testServers.find(({ version }) => !version.startsWith("mariadb"));
const engines: Readonly<Record<"postgresql" | "sqlite" | "mysql", { readonly target: Target; readonly version: string; open(): Promise<Sandbox> }>> = {
  postgresql: { target: postgresql, version: "18", open: pglite },
  sqlite: { target: sqlite, version: "3.54", open: () => openSqlJs(sqlite) },
  mysql: { target: mysql, version: server?.version ?? "", open: () => openTestMysql(server?.url) },
};

async function reviewed(before: string, after: string, more: Partial<PlanRequest> & { readonly expected?: Readonly<Record<string, number>> } = {}, on: keyof typeof engines = "postgresql") {
  const { target, version, open } = engines[on];
  const read = async (script: string, side: string): Promise<Schema> => {
    const opened = await open();
    await opened.run(script);
    const { schema } = await opened.introspect();
    await opened.close();
    return mapIds(schema, (id) => `${side} ${id}`);
  };
  const [base, goal] = [await read(before, "a"), await read(after, "b")];
  const { expected = {}, ...request } = more;
  const rows = new Map(goal.tables.flatMap(({ id, name }) => (expected[name] === undefined ? [] : [[id, expected[name]] as const])));
  const planned = plan({ target, version, base, goal, rows, ...request });
  const migrations = planned.migrations.map((migration, i) => ({ planned: migration, file: renderMigration(migration, `${String(i + 1).padStart(3, "0")}_${migration.slug}.sql`) }));
  const proof = await prove({ target, version, base, goal, files: migrations.map(({ file }) => file) }, { openSandbox: open });
  expect(proof.diagnostics).toEqual([]);
  expect(proof.passed).toBe(true);
  const hazards = reviewHazards({ migrations, proof, base, goal, rows }).flatMap((file) => file.hazards);
  return { hazards, proof, migrations, bare: reviewHazards({ migrations: migrations.map(({ file }) => ({ file })), proof, base, goal }).flatMap((file) => file.hazards), goal };
}
const brief = (hazards: readonly StatementHazard[], direction = "up"): string[] =>
  hazards.filter((hazard) => hazard.direction === direction).map(({ code, evidence, observed }) => `${code} ${evidence ?? ""}: ${observed ?? ""}`);

const shop = `
  CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, note varchar(20));
  CREATE TABLE flag (id bigint PRIMARY KEY, mark text CHECK (mark IS NOT NULL));
  CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, total int, state varchar(10));`;

describe("measured hazards on PostgreSQL", () => {
  test("a declared scan, build and rewrite are confirmed with what was seen", async () => {
    const { hazards } = await reviewed(shop, `${shop}
      CREATE INDEX orders_state ON orders (state);
      ALTER TABLE orders ADD CONSTRAINT orders_any CHECK (total IS NULL OR total IS NOT NULL), ALTER COLUMN total TYPE bigint;`);
    expect(brief(hazards)).toEqual(expect.arrayContaining([
      // In one transaction with the change of type, whose lock is kept.
      "create-index-blocks-writes measured: AccessExclusive on orders, orders read whole",
      expect.stringMatching(/^add-check-scans measured: .*orders read whole$/),
      expect.stringContaining("type-change-rewrites measured: AccessExclusive on orders, orders written anew"),
    ]));
    expect(brief(hazards).filter((text) => text.startsWith("measured-"))).toEqual([]);
  });

  test("a declared scan that the engine does not make is withdrawn", async () => {
    // A checked constraint says already that no row is null, so SET NOT NULL reads none.
    const checked = `${shop} ALTER TABLE orders ADD CONSTRAINT t CHECK (total IS NOT NULL);`;
    const { hazards, migrations } = await reviewed(checked, `${checked} ALTER TABLE orders ALTER COLUMN total SET NOT NULL;`);
    expect(migrations.flatMap(({ planned }) => planned.steps.flatMap((step) => step.hazards.map(({ code }) => code)))).toContain("set-not-null-scans");
    expect(hazards.map(({ code }) => code)).not.toContain("set-not-null-scans");
    expect(brief(hazards)).toContain("waits-for-lock measured: AccessExclusive on orders");
  });

  test("a cost that nothing declared is added, in either direction", async () => {
    // Shorter text is declared as a rewrite; the longer one is not, and down to the shorter one rewrites.
    const { hazards, bare } = await reviewed(shop, `${shop} ALTER TABLE customer ALTER COLUMN note TYPE text;`);
    expect(brief(hazards).filter((text) => text.includes("written anew"))).toEqual([]);
    expect(brief(hazards, "down")).toEqual(["measured-rewrite measured: AccessExclusive on customer, customer written anew, customer read whole"]);
    // Without a plan, everything seen is an addition.
    expect(brief(bare)).toEqual(["measured-lock measured: AccessExclusive on customer"]);
  });

  test("what runs outside a transaction is marked as not measured, and the safe forms leave no blocking scan", async () => {
    const after = `${shop} CREATE INDEX orders_state ON orders (state);
      ALTER TABLE orders ADD CONSTRAINT orders_any CHECK (total IS NULL OR total IS NOT NULL), ADD UNIQUE (id, state);
      ALTER TABLE flag ALTER COLUMN mark SET NOT NULL;`;
    const direct = await reviewed(shop, after);
    const blocking = (hazards: readonly StatementHazard[]) => hazards.filter(({ kind, severity, direction }) => direction === "up" && (kind === "scan" || kind === "lock" || kind === "rewrite") && severity !== "info");
    expect(blocking(direct.hazards).map(({ code }) => code).toSorted()).toEqual(["add-check-scans", "add-unique-builds-index", "create-index-blocks-writes"]);
    const safe = await reviewed(shop, after, { online: true });
    expect(blocking(safe.hazards)).toEqual([]);
    expect(safe.hazards.filter(({ kind }) => kind === "scan").map(({ message }) => message)).toEqual(expect.arrayContaining(["All rows of orders are read; reads and writes go on."]));
  });

  test("a scan under a lock that an earlier statement of the transaction took is not called harmless", async () => {
    const { proof, goal } = await reviewed(shop, `${shop} ALTER TABLE orders ADD CONSTRAINT t CHECK (total IS NULL OR total IS NOT NULL);`);
    const file = { name: "001_x.sql", content: "-- +migrate Up\nALTER TABLE orders ADD CONSTRAINT t CHECK (total IS NULL OR total IS NOT NULL) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT t;\n\n-- +migrate Down\nALTER TABLE orders DROP CONSTRAINT t;\n" };
    const base = mapIds({ ...goal, tables: goal.tables.map((table) => (table.name === "orders" ? { ...table, checks: [] } : table)) }, (id) => id);
    const again = await prove({ target: postgresql, version: "18", base, goal, files: [file] }, { openSandbox: pglite });
    expect([proof.passed, again.passed]).toEqual([true, true]);
    const [found] = reviewHazards({ migrations: [{ file }], proof: again, base, goal });
    expect(found?.hazards.filter(({ kind, direction }) => kind === "scan" && direction === "up")).toMatchObject([{ severity: "warning", statement: 1, message: "All rows of orders are read while reads and writes wait." }]);
  });

  test("rows and values that go are counted by name", async () => {
    const { hazards, proof } = await reviewed(shop, `CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL); CREATE TABLE flag (id bigint PRIMARY KEY, mark text CHECK (mark IS NOT NULL));`);
    const rows = proof.losses?.find(({ what }) => what === "orders")?.count;
    expect(rows).toBeGreaterThan(0);
    expect(proof.losses?.map(lossText)).toEqual([expect.stringMatching(/^\d+ values? of customer\.note$/), expect.stringMatching(/^\d+ rows? of orders$/)]);
    expect(hazards.filter(({ kind }) => kind === "loss").map(({ code, evidence }) => `${code} ${evidence ?? ""}`)).toEqual(expect.arrayContaining(["drop-column-loses-values measured", "drop-table-loses-rows measured"]));
  });

  test("values that a conversion cuts are counted once down has shown that they do not come back", async () => {
    const { proof } = await reviewed("CREATE TABLE price (id int PRIMARY KEY, amount numeric(10,4) NOT NULL);", "CREATE TABLE price (id int PRIMARY KEY, amount numeric(10,0) NOT NULL);");
    for (const loss of proof.losses ?? []) expect(loss).toMatchObject({ what: "price.amount", of: "values" });
  });

  test("the same proof gives the same hazards, weighed by the rows expected", async () => {
    const after = `${shop} ALTER TABLE orders ADD CONSTRAINT t CHECK (total >= 0);`;
    const { hazards } = await reviewed(shop, after);
    const again = await reviewed(shop, after);
    expect(again.hazards).toEqual(hazards);
    const large = await reviewed(shop, after, { expected: { orders: 50_000_000 } });
    expect(large.hazards.filter(({ kind, direction }) => kind === "scan" && direction === "up").map(({ severity }) => severity)).toEqual(["error"]);
  });
});

describe("measured hazards on SQLite", () => {
  const small = "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);";

  test("a rebuild is measured, and what no engine of this kind shows is said to be unmeasured", async () => {
    const { hazards } = await reviewed(small, "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT);", {}, "sqlite");
    expect(hazards.filter(({ kind, direction }) => kind === "rewrite" && direction === "up").map(({ code, evidence }) => `${code} ${evidence ?? ""}`)).toEqual(["table-rebuilt measured"]);
  });

  test("the values of a dropped column are counted", async () => {
    const { proof } = await reviewed(small, "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL);", {}, "sqlite");
    expect(proof.losses).toMatchObject([{ what: "customer.note", of: "values" }]);
  });
});

describe.skipIf(server?.url === undefined)(`measured hazards on ${server?.name ?? "MySQL"}`, () => {
  const small = "CREATE TABLE customer (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, points INT NOT NULL);";

  test("the way that the engine takes is told, with who waits", async () => {
    const { hazards } = await reviewed(small, "CREATE TABLE customer (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, points BIGINT NOT NULL, FULLTEXT INDEX customer_name (name));", {}, "mysql");
    const seen = hazards.filter(({ direction }) => direction === "up").map(({ kind, severity, observed }) => `${kind} ${severity} ${observed ?? ""}`);
    expect(seen).toEqual(expect.arrayContaining([
      expect.stringMatching(/^rewrite warning ALGORITHM=COPY, LOCK=SHARED on customer, customer written anew$/),
      expect.stringMatching(/^(?:lock|rewrite) warning ALGORITHM=INPLACE, LOCK=SHARED on customer/),
    ]));
  }, 60_000);

  test("a change that is made at once costs nothing that could be seen, and its short lock is said to be unmeasured", async () => {
    const { hazards, migrations } = await reviewed(small, small.replace("points INT NOT NULL", "points INT NOT NULL, note TEXT"), {}, "mysql");
    expect(hazards.filter(({ direction, severity }) => direction === "up" && severity !== "info")).toEqual([]);
    expect(hazards.find(({ code }) => code === "waits-for-lock")).toMatchObject({ evidence: "not measured" });
    expect(migrations.map(({ planned }) => planned.resumable)).toEqual([true]);
  }, 60_000);
});
