import { describe, expect, it } from "vitest";
import { influxdb } from "../../../targets/influxdb";
import { shop } from "../../../targets/native/testing/shop";
import { findServers } from "../../servers";
import type { NativeSandbox } from "../native-sandbox";
import { fluxChecker } from "./flux-checker";
import { openInfluxdb } from "./index";

const database = "influxdb3 create database d";
const table = "influxdb3 create table --database d --tags host,zone --fields value:float64 t";

async function ran(edition: string, ...commands: readonly string[]): Promise<NativeSandbox> {
  const sandbox = await openInfluxdb(edition);
  for (const one of commands) expect(await sandbox.run(one)).toMatchObject({ ok: true });
  return sandbox;
}

describe("what InfluxDB refuses", () => {
  const cases: readonly (readonly [what: string, edition: string, before: readonly string[], refused: string, message: string])[] = [
    ["a sixth database on Core", "3-core", [1, 2, 3, 4, 5].map((n) => `influxdb3 create database d${n}`), "influxdb3 create database d6", "limit of 5 databases"],
    ["a database that is there", "3-core", [database], database, "already exists"],
    ["a retention that is none", "3-core", [], "influxdb3 create database --retention-period month d", "invalid value"],
    ["a table without tags", "3-core", [database], "influxdb3 create table --database d --fields v:float64 t", "--tags"],
    ["a field type that is none", "3-core", [database], "influxdb3 create table --database d --tags a --fields v:double t", "invalid field type"],
    ["a name with a dot", "3-core", [database], "influxdb3 create table --database d --tags a.b t", "invalid character"],
    ["retention of a table on Core", "3-core", [database], "influxdb3 create table --database d --tags a --retention-period 30d t", "unexpected argument"],
    ["changing it on Core", "3-core", [database, table], "influxdb3 update table t --database d --retention-period 30d", "unexpected argument"],
    ["more than 500 columns", "3-core", [database], `influxdb3 create table --database d --tags a --fields ${Array.from({ length: 499 }, (_, i) => `f${i}:int64`).join(",")} t`, "500 columns"],
    ["another type for a column", "3-core", [database, table], "influxdb3 update table t --database d --fields value:int64", "invalid column type"],
    ["a field where a tag is", "3-core", [database, table], "influxdb3 update table t --database d --fields host:utf8", "invalid column type"],
    ["a table of a database that is not there", "3-core", [], table, "not found"],
    ["another type of a field's value", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host=a value=1i 1'", "field type conflict"],
    ["a point without a field", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host=a 1'", "unable to parse"],
    ["a tag without a value", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host= value=1 1'", "missing tag value"],
    ["a space that is not escaped", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host=a b value=1 1'", "unable to parse"],
    ["a text without its end", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host=a note=\"x 1'", "unbalanced quotes"],
    ["an integer of more than 64 bits", "3-core", [database, table], "influxdb3 write --database d --precision ns 't,host=a n=9223372036854775808i 1'", "out of range"],
    ["the other edition's command", "2", [], database, "command not found"],
    ["two buckets of one name", "2", ["influx bucket create --name b --retention 30d"], "influx bucket create --name b --retention 30d", "already exists"],
    ["a task into no bucket", "2", ["influx bucket create --name b --retention 0"], `influx task create 'option task = {name: "x", every: 1m}\n\nfrom(bucket: "b") |> range(start: -task.every) |> to(bucket: "c")'`, "not found"],
    ["two commands in one", "3-core", [], "influxdb3 create database d; rm x", "syntax error"],
  ];
  for (const [what, edition, before, refused, message] of cases) {
    it(what, async () => {
      const sandbox = await ran(edition, ...before);
      const kept = JSON.stringify([await sandbox.catalog(), await sandbox.contents()]);
      expect(await sandbox.run(refused)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
      expect(JSON.stringify([await sandbox.catalog(), await sandbox.contents()])).toBe(kept);
    });
  }

  it("nothing where the same tags and time come again: they are one point, with the later fields", async () => {
    const sandbox = await ran("3-core", database, table, "influxdb3 write --database d --precision ns 't,host=a,zone=z value=1 1'", "influxdb3 write --database d --precision ns 't,zone=z,host=a value=2,more=3i 1'");
    expect(await sandbox.contents()).toEqual({ d: { t: { '[{"host":"a","zone":"z"},"1"]': { value: 2, more: 3 } } } });
  });
});

const tools = process.env["STRATA_TOOLS"];
describe("Flux", () => {
  it("is what InfluxData's checker takes, where it is at hand; and wrong Flux is not", async (context) => {
    findServers({ STRATA_TOOLS: tools });
    try {
      const valid = await fluxChecker();
      if (valid === undefined) return context.skip("STRATA_TOOLS names no folder with @influxdata/flux-lsp-browser");
      const { native } = influxdb;
      const mapped = native?.map({ ...shop, choices: new Map(), version: "2" });
      const scripts = mapped === undefined ? [] : native?.artefacts(mapped.model).filter(({ path }) => path.endsWith(".flux")) ?? [];
      expect(scripts.length).toBeGreaterThan(1);
      for (const { path, content } of scripts) expect(valid(content), path).toBe(true);
      expect(valid('from(bucket: "a") |> range(start: -1h')).toBe(false);
      const sandbox = await openInfluxdb("2");
      expect(sandbox.engine).toContain("Flux");
      expect(await sandbox.run("influx query 'from(bucket:'")).toMatchObject({ ok: false });
    } finally {
      findServers({});
    }
  });
});
