import { writes, type AccessPattern, type Id } from "../../model";
import type { NativeInput, PatternPlan } from "../native/native";
import { tableName, type Edition, type InColumn, type InQuery, type InTable } from "./model";
import { fluxText, sqlName } from "./names";

interface Planned {
  readonly plan: PatternPlan;
  readonly texts: readonly Pick<InQuery, "language" | "text">[];
}

/** Answers a pattern in the languages of the edition: SQL and InfluxQL (3.x), Flux (2.x); says why where it cannot. */
export function planPattern(pattern: AccessPattern, tables: ReadonlyMap<Id, InTable>, input: NativeInput, edition: Edition): Planned {
  const refused = (problem: string): Planned => ({ plan: { pattern: pattern.id, problem }, texts: [] });
  const table = tables.get(pattern.tableId ?? "");
  if (table === undefined) return refused(pattern.tableId === undefined ? "It names no table to start from." : "Its table stays in the relational store, which answers it.");
  if (writes(pattern)) {
    if (pattern.operation !== "insert") return refused(edition.id === "3-enterprise" ? "Rows are deleted by time and tags, asynchronously; single rows are not changed." : "Points are only added: they go with their retention.");
    const others = (pattern.atomicWith ?? []).filter((id) => id !== pattern.tableId);
    return { plan: { pattern: pattern.id, call: table.samples[0] ?? "", by: edition.three ? `POST /api/v3/write_lp?db=${table.database}&precision=nanosecond` : `POST /api/v2/write?bucket=${table.database}&precision=ns`, cost: "one line of a batch; 5,000 to 10,000 lines make a good one", ...(others.length === 0 ? {} : { problem: "A batch is no transaction: other stores are written apart from it." }) }, texts: [] };
  }
  if (pattern.operation === "traverse") return refused("Points refer to nothing: ask the relational store or a graph database.");
  if (pattern.operation === "subscribe") return refused("Nothing is pushed to readers: ask again for what came since, or let a trigger (3.x) or task (2.x) tell them.");
  const problems: string[] = [];
  const joins = (pattern.joins ?? []).filter((id) => id !== pattern.tableId);
  if (joins.length > 0) problems.push(joins.every((id) => tables.has(id)) && edition.three ? "joined by SQL at query time, without an index" : "what lies in the relational store is joined in the application");
  const column = (id: Id): InColumn | undefined => table.columns.find((own) => own.column === id && !own.retired);
  const missing = [...pattern.equality ?? [], ...(pattern.scope === undefined ? [] : [pattern.scope])].filter((id) => id !== table.time && column(id) === undefined);
  if (missing.length > 0) problems.push(`${missing.map((id) => nameOf(id, input)).join(", ")} lies in the relational store and cannot be filtered by here`);
  const filters = [...new Set([...pattern.equality ?? [], ...(pattern.scope === undefined ? [] : [pattern.scope])])].flatMap((id) => column(id) ?? []);
  for (const { name, role } of filters) if (role === "field") problems.push(`${name} is a field: all points of the time are read to find it`);
  if (pattern.range !== undefined && pattern.range !== table.time && column(pattern.range) === undefined) problems.push(`${nameOf(pattern.range, input)} is not kept here`);
  const sortsOther = (pattern.sort ?? []).filter(({ column: id }) => id !== table.time);
  if (sortsOther.length > 0) problems.push("points lie by time: another order sorts all that were found");
  if (pattern.operation === "search" || (pattern.text !== undefined && pattern.text !== "logs")) problems.push("words are not indexed: texts are compared one by one");
  if (edition.id === "3-core" && (pattern.historyDays ?? 0) > 3) problems.push(`Core reads about 72 hours in one query (432 files of 10 minutes): ${pattern.historyDays ?? 0} days are asked for piece by piece, or of the counted-up table`);
  const numbers = table.columns.filter(({ role, type, retired }) => role === "field" && !retired && (type === "float64" || type === "int64"));
  const texts = edition.three ? [{ language: "sql" as const, text: sql(pattern, table, filters, numbers) }, ...influxql(pattern, table, filters, numbers)] : [{ language: "flux" as const, text: flux(pattern, table, filters, numbers) }];
  const tags = filters.filter(({ role }) => role === "tag").map(({ name }) => name);
  return {
    plan: {
      pattern: pattern.id, call: texts[0]?.text ?? "", by: `${edition.three ? "table" : "measurement"} ${tableName(table)}: time${tags.length === 0 ? "" : `, tags ${tags.join(", ")}`}`,
      cost: pattern.window === undefined ? `${pattern.items ?? 100} points of the newest files` : `${pattern.historyDays === undefined ? "the points of the time asked for" : `points of ${pattern.historyDays} days`}, counted up by ${pattern.window} seconds`,
      ...(problems.length === 0 ? {} : { problem: `${problems.join("; ").replace(/^./, (letter) => letter.toUpperCase())}.` }),
    },
    texts,
  };
}

function nameOf(id: Id, { schema }: NativeInput): string {
  for (const { name, columns } of schema.tables) for (const column of columns) if (column.id === id) return `${name}.${column.name}`;
  return id;
}

function parameter(name: string): string {
  return `$${name.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
}

function sql(pattern: AccessPattern, table: InTable, filters: readonly InColumn[], numbers: readonly InColumn[]): string {
  const from = `FROM ${sqlName(tableName(table))}`;
  const where = [...filters.map(({ name }) => `${sqlName(name)} = ${parameter(name)}`), "time >= $from", "time < $to"].join("\n  AND ");
  if (pattern.operation === "aggregate") {
    const measures = numbers.length === 0 ? ["count(*) AS count"] : numbers.slice(0, 5).map(({ name }) => `avg(${sqlName(name)}) AS ${sqlName(`${name}_mean`)}, max(${sqlName(name)}) AS ${sqlName(`${name}_max`)}`);
    const bin = pattern.window === undefined ? undefined : `date_bin(INTERVAL '${pattern.window} seconds', time) AS time`;
    return `SELECT ${[...(bin === undefined ? [] : [bin]), ...measures].join(",\n  ")}\n${from}\nWHERE ${where}${bin === undefined ? "" : "\nGROUP BY 1\nORDER BY 1"}`;
  }
  const columns = ["time", ...table.columns.filter(({ retired }) => !retired).map(({ name }) => sqlName(name))];
  const order = pattern.sort?.find(({ column }) => column === table.time)?.order ?? "desc";
  return `SELECT ${columns.join(", ")}\n${from}\nWHERE ${where}\nORDER BY time ${order === "asc" ? "ASC" : "DESC"}\nLIMIT ${pattern.items ?? 100}`;
}

/** InfluxQL names are in double quotes as a rule. */
function influxql(pattern: AccessPattern, table: InTable, filters: readonly InColumn[], numbers: readonly InColumn[]): readonly Pick<InQuery, "language" | "text">[] {
  const quoted = (name: string): string => `"${name.replaceAll('"', '\\"')}"`;
  const where = [...filters.map(({ name }) => `${quoted(name)} = ${parameter(name)}`), "time >= $from", "time < $to"].join(" AND ");
  const numeric = numbers.slice(0, 5);
  if (pattern.operation === "aggregate" && pattern.window !== undefined) {
    const measures = numeric.length === 0 ? ["count(*)"] : numeric.map(({ name }) => `mean(${quoted(name)}) AS ${quoted(`${name}_mean`)}, max(${quoted(name)}) AS ${quoted(`${name}_max`)}`);
    return [{ language: "influxql", text: `SELECT ${measures.join(", ")} FROM ${quoted(tableName(table))} WHERE ${where} GROUP BY time(${pattern.window}s) FILL(none)` }];
  }
  if (pattern.operation === "aggregate") return [];
  return [{ language: "influxql", text: `SELECT * FROM ${quoted(tableName(table))} WHERE ${where} ORDER BY time DESC LIMIT ${pattern.items ?? 100}` }];
}

function flux(pattern: AccessPattern, table: InTable, filters: readonly InColumn[], numbers: readonly InColumn[]): string {
  const lines = [`from(bucket: ${fluxText(table.database)})`, "  |> range(start: params.from, stop: params.to)", `  |> filter(fn: (r) => r._measurement == ${fluxText(tableName(table))})`];
  const tags = filters.filter(({ role }) => role === "tag");
  for (const { name } of tags) lines.push(`  |> filter(fn: (r) => r[${fluxText(name)}] == params.${name.replaceAll(/[^A-Za-z0-9_]/g, "_")})`);
  if (pattern.operation === "aggregate" && pattern.window !== undefined) {
    const numeric = numbers.slice(0, 5);
    if (numeric.length > 0) lines.push(`  |> filter(fn: (r) => ${numeric.map(({ name }) => `r._field == ${fluxText(name)}`).join(" or ")})`);
    lines.push(`  |> aggregateWindow(every: ${pattern.window}s, fn: ${numeric.length === 0 ? "count" : "mean"}, createEmpty: false)`);
  } else {
    lines.push('  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")');
    for (const { name } of filters.filter(({ role }) => role === "field")) lines.push(`  |> filter(fn: (r) => r[${fluxText(name)}] == params.${name.replaceAll(/[^A-Za-z0-9_]/g, "_")})`);
    lines.push("  |> group()", `  |> sort(columns: ["_time"], desc: ${pattern.sort?.find(({ column }) => column === table.time)?.order === "asc" ? "false" : "true"})`, `  |> limit(n: ${pattern.items ?? 100})`);
  }
  // Parameters come with the request (POST /api/v2/query: params, InfluxDB Cloud) or as this record at the top of the script.
  const record = ["from: -1h", "to: now()", ...filters.map(({ name, type, role }) => `${name.replaceAll(/[^A-Za-z0-9_]/g, "_")}: ${role === "tag" || type === "utf8" ? '""' : type === "bool" ? "true" : type === "int64" ? "0" : "0.0"}`)];
  return `params = {${record.join(", ")}}\n\n${lines.join("\n")}`;
}
