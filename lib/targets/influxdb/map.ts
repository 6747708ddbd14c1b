import type { Diagnostic, Id, JsonValue, Table } from "../../model";
import { choose } from "../native/choose";
import type { Mapped, MappingDecision, NativeInput } from "../native/native";
import { sampleValue } from "../native/search-samples";
import { point } from "./line-protocol";
import { distinct, mapColumns } from "./map-columns";
import { editionOf, isInModel, tableName, type Edition, type InColumn, type InModel, type InTable } from "./model";
import { influxName, slug } from "./names";
import { pictureOf } from "./picture";
import { placeTables } from "./placement";
import { planPattern } from "./queries";

/** Entities to tables of points (3.x) or measurements (2.x). Columns keep the names that were released; what changed its type gets another. */
export function map(input: NativeInput): Omit<Mapped, "model"> & { readonly model: InModel } {
  const edition = editionOf(input.version);
  const { series, decisions, diagnostics } = placeTables(input);
  const released = input.released !== undefined && isInModel(input.released) ? input.released.tables : [];
  const taken = new Set<string>();
  const tables: InTable[] = [];
  for (const table of input.schema.tables) {
    const time = series.get(table.id);
    if (time === undefined) continue;
    const columns = mapColumns(table, time, input, edition.three, decisions, diagnostics);
    const drawn = distinct(influxName(table.name, "table"), taken);
    if (drawn !== table.name) diagnostics.push({ code: "influxdb-name", severity: "info", message: `${table.name} is called ${drawn}: letters, digits, - and _ only.`, place: { objectId: table.id } });
    const retention = retentionOf(table, input, decisions);
    const old = released.find(({ id }) => id === table.id);
    const downsample = downsampleOf(table, input, edition, retention, decisions);
    const kept = continued(columns, old);
    // A table can be neither renamed nor moved, so another name, or on Core another retention, is another table, with columns as they are drawn.
    const stays = old?.base === drawn && (edition.retention !== "database" || old.database === databaseOf(edition, drawn, retention));
    const named = { base: drawn, version: old === undefined || old.base !== drawn ? 1 : stays && kept === undefined ? old.version + 1 : old.version };
    const shaped = kept === undefined || !stays ? columns : kept;
    tables.push({
      id: table.id, ...named, database: databaseOf(edition, tableName(named), retention), retention, columns: shaped, time: time.id, samples: samplesOf(table, tableName(named), shaped, input), ...(downsample === undefined ? {} : { downsample }),
    });
  }
  diagnostics.push(...limits(edition, tables));
  const byId = new Map<Id, InTable>(tables.map((table) => [table.id, table]));
  const planned = input.patterns.map((pattern) => ({ pattern, planned: planPattern(pattern, byId, input, edition) }));
  const slugs = new Set<string>();
  const queries = planned.flatMap(({ pattern, planned: { texts } }) => {
    const name = distinct(slug(pattern.name), slugs);
    return texts.map(({ language, text }) => ({ slug: name, name: pattern.name, language, text }));
  });
  const model: InModel = { technology: "influxdb", version: input.version, tables, queries };
  return { model, decisions, diagnostics, picture: pictureOf(model, edition), plans: planned.map(({ planned: { plan } }) => plan) };
}

/** Databases are made by retention on Core (it cannot be changed later), one for all on Enterprise; in 2.x each measurement has its bucket. */
function databaseOf(edition: Edition, table: string, retention: number | null): string {
  return edition.retention === "bucket" ? table : edition.retention === "table" ? "timeseries" : retention === null ? "timeseries" : `timeseries_${retention}d`;
}

function retentionOf(table: Table, input: NativeInput, decisions: MappingDecision[]): number | null {
  const wanted = input.loads.get(table.id)?.retentionDays;
  const days = [...new Set([7, 30, 90, 365, ...(wanted === undefined ? [] : [Math.max(1, Math.round(wanted))])])].toSorted((a, b) => a - b);
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "retention", label: `How long ${table.name} are kept`, proposed: wanted === undefined ? "all" : `${Math.max(1, Math.round(wanted))}`,
    options: [...days.map((number) => ({ id: `${number}`, label: `${number} days`, help: "Older points go by themselves." })), { id: "all", label: "For ever", help: "Nothing is deleted." }],
    reason: wanted === undefined ? "Nobody said after how many days rows go." : `Rows go after ${wanted} days.`,
  }, input.choices);
  decisions.push(decision);
  return chosen === "all" ? null : Number(chosen);
}

function downsampleOf(table: Table, input: NativeInput, edition: Edition, retention: number | null, decisions: MappingDecision[]): InTable["downsample"] {
  const windows = input.patterns.filter(({ tableId, operation, window }) => tableId === table.id && operation === "aggregate" && window !== undefined && window >= 10);
  const [first] = windows.toSorted((a, b) => (a.window ?? 0) - (b.window ?? 0));
  if (first?.window === undefined) return undefined;
  const rows = input.loads.get(table.id)?.rowsInYear ?? input.loads.get(table.id)?.rows;
  const proposed = rows !== undefined && rows >= 10_000_000 ? "yes" : "no";
  const { chosen, decision } = choose({
    about: table.id, table: table.id, choice: "downsample", label: `Whether ${table.name} are counted up ahead`, proposed,
    options: [{ id: "yes", label: `Yes, by ${first.window} seconds`, help: edition.three ? "By the downsampler plugin of the processing engine, into a table of its own." : "By a task, into a bucket of its own." }, { id: "no", label: "No, at each query", help: "Nothing to keep running." }],
    reason: `"${first.name}" counts up windows of ${first.window} seconds${rows === undefined ? "; nobody said how many rows there are" : `; ${rows} rows in a year, and from 10 million on reading them each time costs more than counting them once`}.`,
  }, input.choices);
  decisions.push(decision);
  return chosen === "yes" ? { seconds: first.window, days: retention === null ? null : Math.max(retention * 4, 365) } : undefined;
}

/**
 * The columns with the names that were released: another type or name of a field is another column, and the old one stays, no longer written.
 * Undefined where tags change places with others, which a table does not take.
 */
function continued(columns: readonly InColumn[], old: InTable | undefined): readonly InColumn[] | undefined {
  if (old === undefined) return columns;
  const names = new Set(["time", ...old.columns.map(({ name }) => name.toLowerCase())]);
  const used = new Set<string>();
  const result: InColumn[] = [];
  for (const column of columns) {
    const before = old.columns.find(({ id, retired }) => id === column.id && !retired);
    const sameName = old.columns.find(({ name }) => name === column.name);
    // A tag that is called otherwise, or becomes a field, would be another point: that is another table.
    if (before !== undefined && (before.role !== column.role || (before.role === "tag" && influxName(column.name, "") !== before.name))) return undefined;
    const released = before !== undefined && before.type === column.type && before.form === column.form && before.factor === column.factor ? (before.name === column.name || before.name.replace(/_\d+$/, "") === column.name ? before : undefined) : undefined;
    const again = sameName !== undefined && sameName.role === column.role && sameName.type === column.type && (sameName.id === column.id || sameName.retired) && sameName.form === column.form ? sameName : undefined;
    const name = released?.name ?? again?.name ?? distinct(column.name, names);
    used.add(name);
    result.push({ ...column, name });
  }
  const retired = old.columns.filter(({ name }) => !used.has(name)).map((column): InColumn => ({ ...column, id: column.retired ? column.id : `${column.id}/was/${column.name}`, retired: true }));
  // A tag less is another key for points that are there.
  if (retired.some(({ role }) => role === "tag") && old.columns.some(({ role, retired: gone, name }) => role === "tag" && !gone && retired.some((other) => other.name === name))) return undefined;
  const [tags, fields] = [result.filter(({ role }) => role === "tag"), result.filter(({ role }) => role === "field")];
  // Tags that come later are behind those that are there, whatever is asked of them.
  const place = (column: InColumn): number => {
    const at = old.columns.findIndex(({ name }) => name === column.name);
    return at < 0 ? old.columns.length : at;
  };
  return [...tags.toSorted((a, b) => place(a) - place(b)), ...fields.toSorted((a, b) => place(a) - place(b)), ...retired];
}

function samplesOf(table: Table, name: string, columns: readonly InColumn[], { schema }: NativeInput): readonly string[] {
  return [1, 2].flatMap((row) => {
    const values = new Map(columns.filter(({ retired }) => !retired).map((column): [string, JsonValue] => {
      const drawn = table.columns.find(({ id }) => id === column.column);
      const plain = drawn === undefined ? (column.role === "tag" ? "app" : 1) : sampleValue(drawn.type, drawn.name, row, schema);
      return [column.name, column.form === "minor" ? Math.round(Number(plain) * column.factor) : column.form === "millis" ? Date.parse(String(plain)) : column.form === "text" && typeof plain !== "string" ? JSON.stringify(plain) : plain];
    }));
    const line = point(name, columns, values, `17955144${`${row}`.padStart(2, "0")}000000000`);
    return line === undefined ? [] : [line];
  });
}

function limits(edition: Edition, tables: readonly InTable[]): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const check = (what: string, count: number, most: number | undefined, advice: string, objectId?: Id): void => {
    if (most !== undefined && count * 2 > most) found.push({ code: "influxdb-limit", severity: count > most ? "error" : "warning", message: `${count} ${what} of at most ${most}${edition.id === "3-core" ? " on Core" : ""}. ${advice}`, ...(objectId === undefined ? {} : { place: { objectId } }) });
  };
  check("databases", new Set(tables.map(({ database }) => database)).size, edition.databases, "Let tables share a retention.");
  check("tables", tables.length, edition.tables, "Put measurements that are written together into one table.");
  for (const table of tables) check(`columns with time in ${tableName(table)}`, table.columns.length + 1, edition.columns, "Leave what is not measured in the relational store.", table.id);
  return found;
}
