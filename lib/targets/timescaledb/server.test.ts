import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pendingMigrations } from "../../design/pending";
import { migrationStatements } from "../../plan";
import { prove } from "../../proof";
import { openTimescale } from "../../sandbox/timescale";
import { withNames } from "../native/testing/entities";
import { shop, shopVersion2 } from "../native/testing/shop";
import { timescaledb } from ".";

const url = process.env["STRATA_TEST_TIMESCALE_URL"];
const licence = "not supported under the current \"apache\" license";

/** Needs a TimescaleDB by STRATA_TEST_TIMESCALE_URL; the Apache-licensed build will do: what it lacks it refuses by name. */
describe.skipIf(url === undefined)("TimescaleDB itself", () => {
  const database = `strata_timescale_${process.pid}`;
  let admin: pg.Client;
  let client: pg.Client;

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${database} TEMPLATE template0`);
    const own = new URL(url ?? "");
    own.pathname = `/${database}`;
    client = new pg.Client({ connectionString: own.href });
    await client.connect();
  }, 60_000);

  afterAll(async () => {
    await client?.end();
    await admin?.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin?.end();
  });

  it("takes every statement of the shop's files, or says that its edition lacks it", async () => {
    const { migrations } = pendingMigrations({
      ...shop, choices: new Map(), settings: { targetVersion: "community", numbering: "sequence", online: false, renames: [] }, target: timescaledb, released: undefined, now: new Date(0),
    });
    const lacking: string[] = [];
    for (const { planned } of migrations) {
      for (const sql of migrationStatements(planned, "up")) {
        try {
          await client.query(sql);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          // What needs a refused statement before it fails for that reason.
          const known = message.includes(licence) || (lacking.length > 0 && /policy|columnstore|continuous aggregate|does not exist/.test(message));
          expect(known, `${sql}: ${message}`).toBe(true);
          lacking.push(sql);
        }
      }
    }
    const read = await timescaledb.introspect(async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, parameters === undefined ? [] : [...parameters])).rows);
    expect(read.schema.objects.filter(({ kind }) => kind === "hypertable").map(({ definition }) => definition)).toEqual([
      "SELECT create_hypertable('metrics', by_range('at', INTERVAL '7 days'), create_default_indexes => false, migrate_data => true)",
    ]);
  }, 60_000);

  it("runs proofs of the shop and of its second version beside the sandbox", async () => {
    const settings = { targetVersion: "community", numbering: "sequence" as const, online: false, renames: [] };
    const first = pendingMigrations({ ...withNames(shop), choices: new Map(), settings, target: timescaledb, released: undefined, now: new Date(0) });
    const released = { schema: first.goal, target: timescaledb.id, fileNames: first.migrations.map(({ file }) => file.name) };
    const second = pendingMigrations({ ...withNames(shopVersion2), choices: new Map(), settings, target: timescaledb, released, now: new Date(0) });
    for (const { base, goal, migrations } of [first, second]) {
      const proof = await prove({ target: timescaledb, version: "community", base, goal, files: migrations.map(({ file }) => file) }, { openSandbox: () => openTimescale(timescaledb, url) });
      expect([proof.diagnostics.filter(({ severity }) => severity === "error"), proof.passed]).toEqual([[], true]);
      expect(proof.engine).toMatch(/^PGlite .* and TimescaleDB 2\./);
    }
  }, 120_000);

  it("refuses a unique key without the time, as the sandbox does", async () => {
    await client.query("CREATE TABLE short (at timestamptz NOT NULL, n int UNIQUE)");
    await expect(client.query("SELECT create_hypertable('short', by_range('at', INTERVAL '1 day'))")).rejects.toThrow("cannot create a unique index without the column \"at\"");
  });
});
