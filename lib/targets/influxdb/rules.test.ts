import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnType } from "../../model";
import type { NativeInput } from "../native/native";
import { entities, type Entities } from "../native/testing/entities";
import { shop } from "../native/testing/shop";
import { words } from "./data-script";
import { influxdb } from "./index";
import { point } from "./line-protocol";
import type { InColumn } from "./model";
import { shellWord } from "./names";

const t = (kind: "uuid" | "text" | "int32" | "float64" | "json" | "timestamptz"): ColumnType => ({ kind });
const short: ColumnType = { kind: "string", length: 40 };
const native = influxdb.native ?? fail();
const input = (made: Entities, more: Partial<NativeInput> = {}): NativeInput => ({ ...made, choices: new Map(), version: "3-core", ...more });

function fail(): never {
  throw new Error("InfluxDB has no native facility");
}

const reading = { columns: { sensor_id: { type: t("uuid"), references: ["sensors", "restrict"] as const }, at: { type: t("timestamptz") }, celsius: { type: t("float64") }, note: { type: t("text"), nullable: true as const }, raw: { type: t("json"), nullable: true as const } }, key: ["sensor_id", "at"] };
const sensors = { columns: { id: { type: t("uuid") }, place: { type: short }, installed_at: { type: t("timestamptz") } } };
const plant = entities({ sensors, readings: reading }, {}, []);

describe("the mapping", () => {
  it("makes tags of what says whose the point is, fields of numbers, and leaves texts and entities in the relational store", () => {
    const { decisions, picture } = native.map(input(plant));
    const role = (about: string): string | undefined => decisions.find((decision) => decision.about === about && decision.choice !== "retention")?.chosen;
    expect([role("sensors"), role("readings"), role("readings.sensor_id"), role("readings.celsius"), role("readings.note"), role("readings.raw")]).toEqual(["none", "series", "tag", "field", "none", "none"]);
    expect(picture.boxes.map(({ title }) => title)).toEqual(["readings"]);
  });

  it("keeps retention where each edition has it", () => {
    const commands = (version: string): readonly string[] => native.migrate(undefined, native.map(input(shop, { version })).model).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up));
    expect(commands("3-core")).toEqual(["influxdb3 create database --retention-period 90d timeseries_90d", "influxdb3 create table --database timeseries_90d --tags host,name --fields value:float64 metrics"]);
    expect(commands("3-enterprise")).toEqual(["influxdb3 create database timeseries", "influxdb3 create table --database timeseries --tags host,name --fields value:float64 --retention-period 90d metrics"]);
    expect(commands("2").slice(0, 2)).toEqual(["influx bucket create --name metrics --retention 90d", "influx bucket create --name metrics_60s --retention 365d"]);
  });

  it("puts the tags first that most is asked by", () => {
    const asked = { ...plant, patterns: [] };
    const wide = entities({ sensors, readings: { ...reading, columns: { area: { type: short }, ...reading.columns }, key: ["area", "sensor_id", "at"] } }, {}, [{ id: "p", name: "Of a sensor", operation: "list", tableId: "readings", equality: ["readings.sensor_id"], rate: 50 }]);
    expect(asked.patterns).toEqual([]);
    expect(native.map(input(wide)).picture.boxes[0]?.rows.map(({ name }) => name).slice(0, 3)).toEqual(["time", "sensor_id", "area"]);
  });

  it("gives a table without tags one, and says that rows that differ only in a field become one point", () => {
    const bare = native.map(input(entities({ ticks: { columns: { n: { type: t("int32") }, at: { type: t("timestamptz") } }, key: ["n", "at"] } }, {}, []), { choices: new Map([["ticks.n", { role: "field" }]]) }));
    expect(bare.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(["influxdb-tag-needed", "influxdb-same-point"]));
  });

  it("refuses more databases than Core has, with the number", () => {
    const many = entities(Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`m${n}`, { columns: { host: { type: short }, at: { type: t("timestamptz") }, v: { type: t("float64") } }, key: ["host", "at"], load: { retentionDays: n } }])), {}, []);
    expect(native.map(input(many)).diagnostics).toContainEqual(expect.objectContaining({ severity: "error", message: expect.stringContaining("6 databases of at most 5") }));
    expect(native.map(input(many, { version: "3-enterprise" })).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("says that Core reads three days at a time", () => {
    expect(native.map(input(shop)).plans.find(({ pattern }) => pattern === "p.metric")?.problem).toContain("72 hours");
    expect(native.map(input(shop, { version: "3-enterprise" })).plans.find(({ pattern }) => pattern === "p.metric")?.problem).toBeUndefined();
  });
});

describe("line protocol", () => {
  const column = (name: string, role: InColumn["role"], type: InColumn["type"] = "utf8"): InColumn => ({ id: name, name, role, type, form: "plain", factor: 1, retired: false });

  it("escapes what means something", () => {
    expect(point("a b,c", [column("t=1", "tag"), column("f, g", "field"), column("n", "field", "int64")], new Map<string, string | number>([["t=1", "x y,z=1\n\\"], ["f, g", 'say "no\\"'], ["n", 3]]), "5")).toBe(String.raw`a\ b\,c,t\=1=x\ y\,z\=1\  f\,\ g="say \"no\\\"",n=3i 5`);
    expect(point("a", [column("t", "tag")], new Map([["t", "x"]]), "5")).toBeUndefined();
  });
});

describe("commands and scripts", () => {
  it("keep every text as one word of the shell", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary", minLength: 1 }).filter((text) => !text.includes("\0")), { minLength: 1, maxLength: 4 }), (texts) => {
      expect(words(texts.map(shellWord).join(" "))).toEqual(texts);
    }), { seed: 1 });
  });

  it("are what Node and the shell read, whatever names hold", () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-influxdb-"));
    const hostile = entities({ "a`b'; rm $(x)": { columns: { "h\n${y}": { type: short }, "at*/": { type: t("timestamptz") }, "v\"'": { type: t("float64") } }, key: ["h\n${y}", "at*/"] } }, {}, []);
    try {
      for (const { id: version } of influxdb.versions) {
        const { model } = native.map(input(hostile, { version }));
        const [migration] = native.migrate(undefined, model).migrations;
        const files = [...native.artefacts(model), ...(migration === undefined ? [] : native.files(migration, "0001"))];
        for (const [i, { path, content }] of files.entries()) {
          if (path.endsWith(".mjs")) {
            writeFileSync(join(folder, `${i}.mjs`), content);
            execFileSync(process.execPath, ["--check", join(folder, `${i}.mjs`)]);
          } else if (path.endsWith(".sh")) {
            writeFileSync(join(folder, `${i}.sh`), content);
            execFileSync("sh", ["-n", join(folder, `${i}.sh`)]);
          }
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
