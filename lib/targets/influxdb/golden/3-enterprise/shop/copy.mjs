// Copies points, hour by hour, from the oldest on.
//
//   INFLUXDB3_HOST_URL=http://localhost:8181 INFLUXDB3_AUTH_TOKEN=... node <this file> --from DATABASE/TABLE --to DATABASE/TABLE --types NAME:TYPE,... [--since 2026-01-01T00:00:00Z] [--until TIME] [--dry-run] [--points-per-second 50000]
//
// The end of the last hour that is done is kept in a file beside it: begun again, it goes on there. A point that is written twice is one point.
import { readFile, rm, writeFile } from "node:fs/promises";

const argv = [...[], ...process.argv.slice(2)];
const option = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const list = (name) => (option(name) ?? "").split(",").filter((part) => part !== "");
const place = (text) => { const [database, table] = text.split("/"); return { database, table }; };
const from = place(option("--from"));
const to = place(option("--to"));
const renamed = new Map(list("--rename").map((part) => { const [old, now, by = "1"] = part.split(":"); return [old, { now, by: Number(by) }]; }));
const dropped = new Set(list("--drop"));
const only = new Set(list("--only"));
const set = list("--set").map((part) => part.split(":"));
const types = new Map(list("--types").map((part) => part.split(":")));
const speed = Number(option("--points-per-second") ?? 50_000);
const checkpoint = `${to.database}_${to.table}${only.size > 0 ? `_${[...only].join("_")}` : ""}.hours`;

const key = (text) => text.replace(/[\r\n]+/g, " ").replace(/\\+$/, "").replace(/[,= ]/g, "\\$&");

// Nanoseconds of a time as the server writes it: up to nine digits after the second.
function nanoseconds(text) {
  const [, seconds, digits = ""] = /^([^.Z]+)(?:\.(\d+))?Z?$/.exec(text);
  return String(BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(digits.padEnd(9, "0").slice(0, 9)));
}

function value(plain, type, by) {
  if (type === "int64") return `${by === 1 ? (/^-?\d+$/.test(String(plain)) ? plain : Math.trunc(Number(plain))) : Math.round(Number(plain) * by)}i`;
  if (type === "float64") return String(Number(plain) * by);
  if (type === "bool") return plain === true || plain === "true" ? "true" : "false";
  return `"${String(plain).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function line(row) {
  const tags = [];
  const fields = [];
  for (const [name, plain] of Object.entries(row)) {
    if (name === "time" || plain === null || dropped.has(name)) continue;
    const { now, by } = renamed.get(name) ?? { now: name, by: 1 };
    const type = types.get(now);
    if (type === "tag") tags.push([now, String(plain)]);
    else if (type !== undefined && (only.size === 0 || only.has(now))) fields.push(`${key(now)}=${value(plain, type, by)}`);
  }
  for (const [name, plain] of set) fields.push(`${key(name)}=${value(plain, types.get(name), 1)}`);
  tags.sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.length === 0 ? undefined : `${to.table.replace(/[, ]/g, "\\$&")}${tags.filter(([, text]) => text !== "").map(([name, text]) => `,${key(name)}=${key(text)}`).join("")} ${fields.join(",")} ${nanoseconds(row.time)}`;
}

async function post(path, body, type) {
  const answer = await fetch(host + path, { method: "POST", headers: { ...headers, "content-type": type }, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}

async function copyWindow(start, end, dryRun) {
  const lines = (await rowsBetween(start, end)).map(line).filter((text) => text !== undefined);
  if (dryRun) return lines.length;
  for (let i = 0; i < lines.length; i += 5000) await post(writePath, lines.slice(i, i + 5000).join("\n"), "text/plain");
  return lines.length;
}

const host = (process.env.INFLUXDB3_HOST_URL ?? "http://localhost:8181").replace(/\/$/, "");
const headers = { authorization: `Bearer ${process.env.INFLUXDB3_AUTH_TOKEN ?? ""}` };
const writePath = `/api/v3/write_lp?db=${encodeURIComponent(to.database)}&precision=nanosecond`;
const sql = (name) => `"${name.replaceAll('"', '""')}"`;

async function rows(q) {
  const text = await post("/api/v3/query_sql", JSON.stringify({ db: from.database, q, format: "jsonl" }), "application/json");
  return text.split("\n").filter((row) => row !== "").map((row) => JSON.parse(row));
}

const described = await rows(`SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'iox' AND table_name = '${from.table.replaceAll("'", "''")}'`);
const selected = described.map(({ column_name: name, data_type: type }) => (/int64/i.test(type) ? `CAST(${sql(name)} AS VARCHAR) AS ${sql(name)}` : sql(name))).join(", ");

async function oldest() {
  const [row] = await rows(`SELECT min(time) AS oldest FROM ${sql(from.table)}`);
  return row?.oldest === undefined || row.oldest === null ? "" : `${String(row.oldest).replace(/Z$/, "")}Z`;
}

const rowsBetween = (start, end) => rows(`SELECT ${selected} FROM ${sql(from.table)} WHERE time >= '${start}' AND time < '${end}'`);

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
