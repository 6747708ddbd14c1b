import { tableName, type Edition, type InColumn, type InTable } from "./model";
import { fluxText, shellWord } from "./names";

const line = (...words: readonly string[]): string => words.map(shellWord).join(" ");

export function createDatabase(database: string, retention: number | null, edition: Edition): string {
  if (!edition.three) return line("influx", "bucket", "create", "--name", database, "--retention", retention === null ? "0" : `${retention}d`);
  return line("influxdb3", "create", "database", ...(edition.retention === "database" && retention !== null ? ["--retention-period", `${retention}d`] : []), database);
}

export function deleteDatabase(database: string, edition: Edition): string {
  return edition.three ? line("influxdb3", "delete", "database", database) : line("influx", "bucket", "delete", "--name", database);
}

/** Without fields a table could be made by writing; with them, the first writer cannot settle a wrong type. Tags in the order of their priority. */
export function createTable(table: InTable, edition: Edition, name = tableName(table)): string {
  const of = (role: InColumn["role"]): readonly InColumn[] => table.columns.filter((column) => column.role === role);
  return line("influxdb3", "create", "table", "--database", table.database, "--tags", of("tag").map((column) => column.name).join(","), "--fields", of("field").map(typed).join(","),
    ...(edition.retention === "table" && table.retention !== null ? ["--retention-period", `${table.retention}d`] : []), name);
}

function typed({ name, type }: InColumn): string {
  return `${name}:${type}`;
}

export function deleteTable(table: InTable, name = tableName(table)): string {
  return line("influxdb3", "delete", "table", "--database", table.database, name);
}

/** Columns are only ever added (influxdb3 update table). The name stands before the lists, since those take several words. */
export function addColumns(table: InTable, columns: readonly InColumn[]): string {
  const tags = columns.filter(({ role }) => role === "tag").map(({ name }) => name);
  const fields = columns.filter(({ role }) => role === "field").map(typed);
  return line("influxdb3", "update", "table", tableName(table), "--database", table.database, ...(tags.length === 0 ? [] : ["--tags", tags.join(",")]), ...(fields.length === 0 ? [] : ["--fields", fields.join(",")]));
}

export function setRetention(table: InTable, edition: Edition): string {
  if (edition.three) return line("influxdb3", "update", "table", tableName(table), "--database", table.database, "--retention-period", table.retention === null ? "none" : `${table.retention}d`);
  return `influx bucket update --id "$(influx bucket list --name ${shellWord(table.database)} --json | jq -r '.[0].id')" --retention ${table.retention === null ? "0" : `${table.retention}d`}`;
}

/** What is copied from where to where. */
export interface Copy {
  readonly from: InTable;
  readonly to: InTable;
  readonly fromName?: string;
  readonly toName?: string;
  /** Old and new names of columns with their factor, where it is another; absent: as they are. */
  readonly renamed?: readonly { readonly from: string; readonly to: string; readonly by: number }[];
  readonly dropped?: readonly string[];
  /** Write only these of the new names, beside the tags (a new field of the same points). */
  readonly only?: readonly string[];
}

export function copy({ from, to, fromName = tableName(from), toName = tableName(to), renamed = [], dropped = [], only = [] }: Copy): string {
  return line("node", "copy.mjs", "--from", `${from.database}/${fromName}`, "--to", `${to.database}/${toName}`,
    ...(renamed.length === 0 ? [] : ["--rename", renamed.map((move) => `${move.from}:${move.to}${move.by === 1 ? "" : `:${move.by}`}`).join(",")]), ...(dropped.length === 0 ? [] : ["--drop", dropped.join(",")]), ...(only.length === 0 ? [] : ["--only", only.join(",")]),
    // A table without a value of its own counts its points (map-columns.ts).
    ...(to.columns.some((column) => column.column === undefined && column.role === "field" && !from.columns.some(({ id }) => id === column.id)) ? ["--set", to.columns.filter((column) => column.column === undefined && column.role === "field").map((column) => `${column.name}:1`).join(",")] : []),
    "--types", to.columns.map((column) => `${column.name}:${column.role === "tag" ? "tag" : column.type}`).join(","));
}

/** A question that shows whether all points have the new field; changes nothing. */
export function countMissing(table: InTable, pairs: readonly { readonly from: string; readonly to: string }[], edition: Edition): string {
  const name = tableName(table);
  if (edition.three) return line("influxdb3", "query", "--database", table.database, `SELECT count(*) AS missing FROM "${name}" WHERE ${pairs.map(({ from, to }) => `("${from}" IS NOT NULL AND "${to}" IS NULL)`).join(" OR ")}`);
  return line("influx", "query", `from(bucket: ${fluxText(table.database)}) |> range(start: 0) |> filter(fn: (r) => r._measurement == ${fluxText(name)} and (${pairs.flatMap(({ from, to }) => [from, to]).map((field) => `r._field == ${fluxText(field)}`).join(" or ")})) |> group(columns: ["_field"]) |> count()`);
}

/** The bucket and the name of what a table is counted up into. */
export function downsampled(table: InTable): string {
  return `${tableName(table)}_${table.downsample?.seconds ?? 0}s`;
}

/** A task that counts up each window once, a little late so that stragglers are in (2.x). */
export function taskFlux(table: InTable): string {
  const seconds = table.downsample?.seconds ?? 60;
  const every = Math.max(60, seconds);
  const numbers = table.columns.filter(({ role, type, retired }) => role === "field" && !retired && (type === "float64" || type === "int64"));
  return [
    `option task = {name: ${fluxText(downsampled(table))}, every: ${every}s, offset: 30s}`, "",
    `from(bucket: ${fluxText(table.database)})`, "  |> range(start: -task.every)",
    `  |> filter(fn: (r) => r._measurement == ${fluxText(tableName(table))}${numbers.length === 0 ? "" : ` and (${numbers.map(({ name }) => `r._field == ${fluxText(name)}`).join(" or ")})`})`,
    `  |> aggregateWindow(every: ${seconds}s, fn: ${numbers.length === 0 ? "count" : "mean"}, createEmpty: false)`, `  |> set(key: "_measurement", value: ${fluxText(downsampled(table))})`, `  |> to(bucket: ${fluxText(downsampled(table))})`,
  ].join("\n");
}

export function createTask(table: InTable, edition: Edition): string[] {
  return [createDatabase(downsampled(table), table.downsample?.days ?? null, edition), line("influx", "task", "create", taskFlux(table))];
}

export function deleteTask(table: InTable, edition: Edition): string[] {
  return [`influx task delete --id "$(influx task list --json | jq -r '.[] | select(.name == "${downsampled(table)}") | .id')"`, deleteDatabase(downsampled(table), edition)];
}

/** The plugin that counts up on 3.x (processing engine; docs.influxdata.com, downsampler plugin): for the team to start, since the engine has to be switched on. */
export function trigger(table: InTable): string {
  const seconds = table.downsample?.seconds ?? 60;
  return line("influxdb3", "create", "trigger", "--database", table.database, "--path", "gh:influxdata/downsampler/downsampler.py", "--trigger-spec", `every:${Math.max(60, seconds)}s`,
    "--trigger-arguments", `source_measurement=${tableName(table)},target_measurement=${downsampled(table)},interval=${seconds}s,window=${Math.max(60, seconds)}s,calculations=avg`, downsampled(table));
}
