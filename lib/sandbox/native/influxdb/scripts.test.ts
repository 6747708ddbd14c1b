import { describe, expect, it } from "vitest";
import { isJsonObject, type ColumnType, type JsonObject } from "../../../model";
import { influxdb } from "../../../targets/influxdb";
import { entities, type Entities } from "../../../targets/native/testing/entities";
import type { NativeSandbox } from "../native-sandbox";
import { withFiles, withServer, type Answer } from "../testing/http-server";
import { openInfluxdb } from "./index";

const short: ColumnType = { kind: "string", length: 40 };
const series = (value: ColumnType, host: string, days: number): Entities => entities({ metrics: {
  columns: { [host]: { type: short, ...(host === "host" ? {} : { was: "metrics.host" }) }, at: { type: { kind: "timestamptz" } }, value: { type: value }, note: { type: short } }, key: [host, "at"], load: { retentionDays: days },
} }, {}, []);

/** Points of a table as rows, with the hour asked for; the few questions that the copying tool asks. */
async function answer(sandbox: NativeSandbox, edition: string, path: string, body: string): Promise<Answer> {
  const parameters = new URLSearchParams(path.split("?")[1] ?? "");
  if (path.includes("/write")) {
    for (const line of body.split("\n")) {
      const outcome = await sandbox.run(`${edition === "2" ? "influx write --bucket" : "influxdb3 write --database"} ${parameters.get("db") ?? parameters.get("bucket") ?? ""} --precision ns '${line.replaceAll("'", `'\\''`)}'`);
      if (!outcome.ok) return { status: 400, body: outcome.message };
    }
    return { status: 200, body: "" };
  }
  const query = edition === "2" ? body : String(JSON.parse(body).q);
  const database = edition === "2" ? /bucket: "([^"]+)"/.exec(query)?.[1] ?? "" : String(JSON.parse(body).db);
  const table = /(?:FROM |_measurement == |table_name = )["']([^"']+)["']/.exec(query)?.[1] ?? "";
  const contents = await sandbox.contents();
  const held = isJsonObject(contents) && isJsonObject(contents[database]) ? contents[database][table] : undefined;
  const rows = Object.entries(isJsonObject(held) ? held : {}).map(([key, fields]): JsonObject => {
    const [tags, time]: [JsonObject, string] = JSON.parse(key);
    return { ...tags, ...(isJsonObject(fields) ? fields : {}), time: new Date(Number(BigInt(time) / 1_000_000n)).toISOString().replace("Z", "") };
  });
  const bounds = [...query.matchAll(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g)].map(([time]) => time.replace("Z", ""));
  const asked = bounds.length < 2 ? rows : rows.filter(({ time }) => String(time) >= (bounds[0] ?? "") && String(time) < (bounds[1] ?? ""));
  if (edition === "2") {
    const csv = (row: JsonObject): string => `${["", "result", "table", ...Object.keys(row).map((name) => (name === "time" ? "_time" : name))].join(",")}\r\n${["", "_result", "0", ...Object.entries(row).map(([name, value]) => (name === "time" ? `${String(value)}Z` : `"${String(value).replaceAll('"', '""')}"`))].join(",")}\r\n`;
    return { status: 200, body: asked.map(csv).join("\r\n") };
  }
  if (query.includes("information_schema")) return { status: 200, body: ["time", ...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => name !== "time")))].map((name) => JSON.stringify({ column_name: name, data_type: "Utf8" })).join("\n") };
  if (query.includes("min(time)")) return { status: 200, body: JSON.stringify({ oldest: rows.map(({ time }) => String(time)).toSorted()[0] ?? null }) };
  return { status: 200, body: asked.map((row) => JSON.stringify(row)).join("\n") };
}

describe("InfluxDB's exported copying", () => {
  const { native } = influxdb;
  if (native === undefined) throw new Error("InfluxDB has no native facility");
  for (const { id: version } of influxdb.versions) {
    it(`brings points of ${version} where the account of it says, and again the same`, async () => {
      const first = native.map({ ...series({ kind: "float64" }, "host", 90), choices: new Map(), version }).model;
      // Another tag needs another table; another type another field.
      const second = native.map({ ...series({ kind: "int64" }, "machine", 90), choices: new Map(), version, released: first }).model;
      const migrations = native.migrate(first, second).migrations;
      const scripts = migrations.flatMap(({ data }) => (data === undefined ? [] : [data]));
      expect(scripts.length).toBeGreaterThan(0);
      const [real, account] = [await openInfluxdb(version), await openInfluxdb(version)];
      const odd = `${version === "2" ? "influx write --bucket metrics" : "influxdb3 write --database timeseries_90d"} --precision ns 'metrics,host=a\\ b\\,c value=7,note="say \\"no\\", it'\\''s \\\\" 1795514403000000000'`.replace("timeseries_90d", version === "3-enterprise" ? "timeseries" : "timeseries_90d");
      for (const sandbox of [real, account]) for (const command of [...native.migrate(undefined, first).migrations.flatMap(({ steps }) => steps.flatMap(({ up }) => up)), ...native.samples?.(first) ?? [], odd]) expect(await sandbox.run(command)).toMatchObject({ ok: true });
      await withServer((_method, path, body) => answer(real, version, path, body), (url) => withFiles(scripts.map(({ slug, content }) => ({ path: `${slug}.mjs`, content })), async (run) => {
        for (const { steps, data } of migrations) {
          if (steps.some(({ title }) => title.startsWith("Delete"))) break;
          for (const command of steps.flatMap(({ up }) => up)) for (const sandbox of [real, account]) expect(await sandbox.run(command)).toMatchObject({ ok: true });
          if (data === undefined) continue;
          for (const command of data.commands) expect(await account.run(command)).toMatchObject({ ok: true });
          const options = ["--until", "2026-11-24T12:00:00Z"];
          for (let i = 0; i < 2; i += 1) expect(await run(`${data.slug}.mjs`, options, { INFLUXDB3_HOST_URL: url, INFLUX_HOST: url, INFLUX_ORG: "o" })).toContain("3 points");
        }
      }));
      expect(await real.contents()).toEqual(await account.contents());
      expect(JSON.stringify(await real.contents())).toContain("metrics_v2");
    }, 60_000);
  }
});
