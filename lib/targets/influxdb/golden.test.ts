import { expect, it } from "vitest";
import type { ColumnType } from "../../model";
import { entities, type ColumnSpec } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { influxdb } from "./index";

const { native } = influxdb;
if (native === undefined) throw new Error("InfluxDB has no native facility");
const short = (length: number): ColumnType => ({ kind: "string", length });
const kept = shop.patterns.filter(({ tableId }) => tableId === "metrics");

/** The shop's measurements later: counted in whole numbers, with a zone, and kept for a month. */
const columns: Readonly<Record<string, ColumnSpec>> = { host: { type: short(80) }, name: { type: short(80) }, at: { type: { kind: "timestamptz" } }, value: { type: { kind: "int64" } }, zone: { type: short(20) } };
const later = entities({ metrics: { columns, key: ["host", "name", "zone", "at"], load: { rows: 50_000_000, rowsInYear: 400_000_000, retentionDays: 30 } } }, {}, kept);

for (const { id: version } of influxdb.versions) {
  const first = native.map({ ...shop, choices: new Map(), version });

  it(`writes the shop's files for ${version}`, async () => {
    for (const { path, content } of native.artefacts(first.model)) await expect(content).toMatchFileSnapshot(`golden/${version}/shop/${path}`);
  });

  it(`writes the way to later measurements for ${version}`, async () => {
    const { migrations } = native.migrate(first.model, native.map({ ...later, choices: new Map(), version, released: first.model }).model);
    for (const [i, migration] of migrations.entries()) {
      const number = `${i + 2}`.padStart(4, "0");
      for (const { path, content } of native.files(migration, number)) await expect(content).toMatchFileSnapshot(`golden/${version}/later/${path}`);
      if (migration.data !== undefined) await expect(migration.data.content).toMatchFileSnapshot(`golden/${version}/later/data/${number}_${migration.data.slug}.${migration.data.extension}`);
    }
  });
}
