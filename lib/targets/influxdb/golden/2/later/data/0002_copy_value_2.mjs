// Copies points, hour by hour, from the oldest on.
//
//   INFLUX_HOST=http://localhost:8086 INFLUX_ORG=... INFLUX_TOKEN=... node <this file> [--since 2026-01-01T00:00:00Z] [--until TIME] [--dry-run] [--points-per-second 50000]
//
// The end of the last hour that is done is kept in a file beside it: begun again, it goes on there. A point that is written twice is one point.
import { readFile, rm, writeFile } from "node:fs/promises";

const argv = [...["--from","metrics/metrics","--to","metrics/metrics","--rename","value:value_2","--only","value_2","--types","host:tag,name:tag,zone:tag,value_2:int64,value:float64"], ...process.argv.slice(2)];
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const list = (name) => (option(name) ?? "").split(",").filter((part) => part !== "");
const place = (text) => { const [database, table] = text.split("/"); return { database, table }; };
const from = place(option("--from"));
const to = place(option("--to"));
const renamed = new Map(list("--rename").map((part) => { const [old, now, by = "1"] = part.split(":"); return [old, { now, by: Number(by) }]; }));
const dropped = new Set(list("--drop"));
const only = new Set(list("--only"));
const types = new Map(list("--types").map((part) => part.split(":")));
const speed = Number(option("--points-per-second") ?? 50_000);
const checkpoint = `${to.database}_${to.table}${only.size > 0 ? `_${[...only].join("_")}` : ""}.hours`;

const host = (process.env.INFLUX_HOST ?? "http://localhost:8086").replace(/\/$/, "");

async function flux(query) {
  const answer = await fetch(`${host}/api/v2/query?org=${encodeURIComponent(process.env.INFLUX_ORG ?? "")}`, {
    method: "POST", headers: { authorization: `Token ${process.env.INFLUX_TOKEN ?? ""}`, "content-type": "application/vnd.flux", accept: "application/csv" }, body: query,
  });
  const text = await answer.text();
  if (!answer.ok || text.startsWith("#error") || /^error,/m.test(text)) throw new Error(text);
  return text;
}

const quoted = (text) => JSON.stringify(text).replaceAll("${", "\\${");
const converted = { int64: "int", float64: "float", bool: "bool", utf8: "string" };

async function oldest() {
  const text = await flux(`from(bucket: ${quoted(from.database)}) |> range(start: 0) |> filter(fn: (r) => r._measurement == ${quoted(from.table)}) |> keep(columns: ["_time"]) |> min(column: "_time")`);
  return /\d{4}-\d\d-\d\dT[0-9:.]+Z/.exec(text)?.[0] ?? "";
}

// One query for each field: a column of Flux has one type.
async function copyWindow(start, end, dryRun) {
  let count = 0;
  for (const [field, type] of types) {
    const old = [...renamed].find(([, { now }]) => now === field);
    if (type === "tag" || dropped.has(field) || (only.size > 0 && !only.has(field))) continue;
    const by = old?.[1].by ?? 1;
    const source = `from(bucket: ${quoted(from.database)}) |> range(start: ${start}, stop: ${end}) |> filter(fn: (r) => r._measurement == ${quoted(from.table)} and r._field == ${quoted(old?.[0] ?? field)})`;
    const counted = await flux(`${source} |> group() |> count()`);
    count += Number(/,(\d+)\s*$/.exec(counted.trim())?.[1] ?? 0);
    if (dryRun) continue;
    const change = by === 1 ? `${converted[type]}(v: r._value)` : `${converted[type]}(v: float(v: r._value) * ${by.toFixed(6)})`;
    await flux(`${source} |> map(fn: (r) => ({r with _measurement: ${quoted(to.table)}, _field: ${quoted(field)}, _value: ${change}})) |> to(bucket: ${quoted(to.database)})`);
  }
  return count;
}

const hour = 3_600_000;
const kept = await readFile(checkpoint, "utf8").catch(() => undefined);
let start = Date.parse(kept ?? option("--since") ?? await oldest());
if (Number.isNaN(start) && option("--since") !== undefined) throw new Error("--since is no time such as 2026-01-01T00:00:00Z");
if (Number.isNaN(start)) console.log("There are no points");
start -= start % hour;
const until = option("--until") === undefined ? Date.now() : Date.parse(option("--until"));
for (; start < until; start += hour) {
  const begun = performance.now();
  const count = await copyWindow(new Date(start).toISOString(), new Date(Math.min(start + hour, until)).toISOString(), argv.includes("--dry-run"));
  if (count > 0) console.log(`${new Date(start).toISOString()}: ${count} points`);
  if (argv.includes("--dry-run")) continue;
  await writeFile(checkpoint, new Date(Math.min(start + hour, until)).toISOString());
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (count / speed) * 1000 - (performance.now() - begun))));
}
if (!argv.includes("--dry-run")) await rm(checkpoint, { force: true });
