import { describe, expect, it } from "vitest";
import type { ColumnType } from "../../../model";
import { proveNative } from "../../../proof/native/prove-native";
import { nativeProof } from "../../../proof/native/testing/native-proof";
import { influxdb } from "../../../targets/influxdb";
import { entities, type Entities, type EntitySpec } from "../../../targets/native/testing/entities";
import { findServers } from "../../servers";
import { openInfluxdb } from "./index";

const t = (kind: "uuid" | "text" | "int32" | "int64" | "float64" | "boolean" | "timestamptz"): ColumnType => ({ kind });
const short: ColumnType = { kind: "string", length: 40 };
const base: EntitySpec = {
  columns: { host: { type: short }, name: { type: short }, at: { type: t("timestamptz") }, value: { type: t("float64") }, unit: { type: short, nullable: true }, ok: { type: t("boolean") } },
  key: ["host", "name", "at"], load: { rowsInYear: 50_000_000, retentionDays: 90 },
};
const series = (changes: Partial<EntitySpec>): Entities => entities({ metrics: { ...base, ...changes } }, {}, [
  { id: "p", name: "By minute", operation: "aggregate", tableId: "metrics", equality: ["metrics.host"], range: "metrics.at", window: 60, rate: 3 },
]);
const { unit: _unit, ...without } = base.columns;
const { host: _host, ...hostless } = base.columns;

/** What can happen to a table of points; each of it on each edition, up, down and up again. */
const evolutions: Readonly<Record<string, Entities>> = {
  "a field more": series({ columns: { ...base.columns, quality: { type: t("int32"), nullable: true } } }),
  "a tag more": series({ columns: { ...base.columns, zone: { type: short } }, key: ["host", "name", "zone", "at"] }),
  "a field less": series({ columns: without }),
  "another type": series({ columns: { ...base.columns, value: { type: t("int64") } } }),
  "another name of a field": series({ columns: { ...without, dimension: { type: short, nullable: true, was: "metrics.unit" } } }),
  "another name of a tag": series({ columns: { ...hostless, machine: { type: short, was: "metrics.host" } }, key: ["machine", "name", "at"] }),
  "a shorter retention": series({ load: { rowsInYear: 50_000_000, retentionDays: 30 } }),
  "no retention": series({ load: { rowsInYear: 50_000_000 } }),
  "fewer rows, so nothing is counted up": series({ load: { rowsInYear: 1000, retentionDays: 90 } }),
};

function proofs(): void {
  for (const { id: version } of influxdb.versions) {
    nativeProof(influxdb, version, () => openInfluxdb(version));
    describe(`InfluxDB ${version}: a table of points gets`, () => {
      const { native } = influxdb;
      if (native === undefined) throw new Error("InfluxDB has no native facility");
      const first = native.map({ ...series({}), choices: new Map(), version });
      for (const [what, entities] of Object.entries(evolutions)) {
        it(`${what}, and goes back`, async () => {
          const second = native.map({ ...entities, choices: new Map(), version, released: first.model });
          expect(second.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
          const migrations = native.migrate(first.model, second.model).migrations.map((migration, i) => ({ name: native.files(migration, `${i + 2}`)[0].path, migration }));
          const proof = await proveNative({ native, base: first.model, goal: second.model, migrations, subject: what }, { open: () => openInfluxdb(version) });
          expect(proof.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
          expect(proof.passed).toBe(true);
          // And on from there: what was retired or moved is still known.
          expect(native.migrate(second.model, native.map({ ...entities, choices: new Map(), version, released: second.model }).model).migrations).toEqual([]);
        });
      }
    });
  }
}

const address = process.env["STRATA_TEST_INFLUXDB_URL"];
describe("by documented rules", proofs);
describe.skipIf(address === undefined)(`with a real InfluxDB 1.x for line protocol${address === undefined ? " (STRATA_TEST_INFLUXDB_URL names none)" : ""}`, () => {
  it("reads every sample, and refuses another type of a field", async () => {
    findServers({ STRATA_INFLUXDB_URL: address });
    try {
      const sandbox = await openInfluxdb("2");
      expect(sandbox.engine).toContain("for line protocol");
      const { native } = influxdb;
      const mapped = native?.map({ ...series({}), choices: new Map(), version: "2" });
      if (native === undefined || mapped === undefined) throw new Error("InfluxDB has no native facility");
      for (const command of native.migrate(undefined, mapped.model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up))) expect(await sandbox.run(command)).toMatchObject({ ok: true });
      for (const command of native.samples?.(mapped.model) ?? []) expect(await sandbox.run(command)).toMatchObject({ ok: true });
      expect(await sandbox.run("influx write --bucket metrics --precision ns 'metrics,host=a value=\"text\" 1795514401000000000'")).toMatchObject({ ok: false });
      await sandbox.close();
    } finally {
      findServers({});
    }
  });
});
