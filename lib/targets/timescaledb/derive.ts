import { address, type AccessPattern, type Column, type Diagnostic, type SchemaObject, type Table, type TableLoad } from "../../model";
import { choose, type MappingDecision, type NativeInput, type PatternPlan, type Proposal } from "../native";
import { qualify } from "../postgresql/lexical";
import type { DerivedSchema } from "../target";
import { addRetention, createHypertable, createRollup, enableColumnstore, intervalOf, relation, rollupQuery, type Rollup } from "./calls";
import { candidateOf, enough, rowsPerDay } from "./candidate";
import { columnstoreName, hypertableName, retentionName } from "./introspect";

/** Chunk widths to choose from, in days, and how they are written. */
const widths = [["1 hour", 1 / 24], ["1 day", 1], ["7 days", 7], ["30 days", 30]] as const;
/** About so many rows go into one chunk: enough for the columnstore to pay, few enough for its indexes to stay in memory. */
const rowsPerChunk = 20_000_000;

/**
 * Makes tables that are series of moments hypertables, with columnstore, retention and continuous aggregates where the edition has them
 * (the Apache-licensed build refuses those). Keys gain the time column, without which TimescaleDB refuses them.
 */
export function derive(input: NativeInput): DerivedSchema {
  const decisions: MappingDecision[] = [];
  const diagnostics: Diagnostic[] = [];
  const plans: PatternPlan[] = [];
  const objects: SchemaObject[] = [];
  const tables = input.schema.tables.map((table): Table => {
    const made = deriveTable(table, input);
    decisions.push(...made.decisions);
    diagnostics.push(...made.diagnostics);
    plans.push(...made.plans);
    objects.push(...made.objects);
    return made.table;
  });
  const named = input.schema.objects.some(({ kind, name }) => kind === "extension" && name === "timescaledb");
  const extension: SchemaObject[] = objects.length === 0 || named ? [] : [{ id: "timescaledb.extension", kind: "extension", name: "timescaledb", definition: "CREATE EXTENSION timescaledb", dependsOn: [] }];
  return { schema: { ...input.schema, tables, objects: [...input.schema.objects, ...extension, ...objects] }, decisions, diagnostics, plans };
}

interface DerivedTable extends Omit<DerivedSchema, "schema"> {
  readonly table: Table;
  readonly objects: readonly SchemaObject[];
}

function deriveTable(table: Table, { schema, patterns, loads, choices, version }: NativeInput): DerivedTable {
  const decisions: MappingDecision[] = [];
  const decide = <Option extends string>(proposal: Omit<Proposal<Option>, "about" | "table">): Option => {
    const { chosen, decision } = choose({ about: table.id, table: table.id, ...proposal }, choices);
    decisions.push(decision);
    return chosen;
  };
  const load = loads.get(table.id);
  const { time, points, because, obstacle } = candidateOf(table, schema, patterns, load);
  if (time === undefined) return { table, decisions, diagnostics: [], plans: [], objects: [] };
  const kind = decide({
    choice: "hypertable", label: "Kept as", proposed: points >= enough && obstacle === undefined ? "hypertable" : "table",
    options: [{ id: "hypertable", label: "Hypertable", help: "Split by time into chunks; old chunks can be compressed and dropped whole." }, { id: "table", label: "Plain table", help: "An ordinary PostgreSQL table." }],
    reason: `${points} points of ${enough} needed: ${because.join(", ")}.${obstacle === undefined ? "" : ` But ${obstacle}.`}`,
  });
  if (kind === "table") return { table, decisions, diagnostics: [], plans: [], objects: [] };
  const diagnostics: Diagnostic[] = obstacle === undefined ? [] : [{ code: "hypertable-referenced", severity: "error", message: `${table.name} cannot be a hypertable: ${obstacle}. Take the foreign key away, or keep it a plain table.`, place: { objectId: table.id } }];
  const keyed = withTimeInKeys(table, time, diagnostics);
  const perDay = rowsPerDay(load);
  const chunk = decide({
    choice: "chunk-interval", label: "Chunk", proposed: proposedWidth(perDay), options: widths.map(([id]) => ({ id, label: id, help: `A new chunk every ${id}.` })),
    reason: perDay === undefined ? "How many rows come a day is not said; a week is TimescaleDB's own default." : `About ${Math.round(perDay).toLocaleString("en-US")} rows a day, and some ${rowsPerChunk / 1e6} million a chunk are aimed at.`,
  });
  const self = address.table(table);
  const hyperNeeds = [`hypertable:${self.slice("table:".length)}.${hypertableName}`, self];
  const object = (kindName: string, name: string, definition: string, dependsOn: readonly string[]): SchemaObject => ({ id: `${table.id}.${kindName.replace(" ", "-")}`, kind: kindName, name, tableId: table.id, definition, dependsOn });
  const objects = [object("hypertable", hypertableName, createHypertable(relation(table), time.name, chunk), ["extension:timescaledb", self])];
  if (version === "apache") {
    if (load?.retentionDays !== undefined) diagnostics.push({ code: "policy-needs-community", severity: "warning", message: `Rows of ${table.name} are to go after ${load.retentionDays} days; policies need the Community edition. In the Apache build call drop_chunks from a scheduler of your own.`, place: { objectId: table.id } });
    return { table: keyed, decisions, diagnostics, plans: [], objects };
  }
  objects.push(...columnstoreOf(keyed, time, patterns, load, decide, (definition) => object("columnstore", columnstoreName, definition, hyperNeeds)));
  const retention = load?.retentionDays;
  if (retention !== undefined && retention > 0) {
    const goes = decide({
      choice: "retention", label: "Old rows", proposed: "drop", options: [{ id: "drop", label: "Drop old chunks", help: "A policy drops chunks past their age; what it dropped does not come back." }, { id: "keep", label: "Keep all", help: "No policy." }],
      reason: `Rows are to be kept for ${retention} days.`,
    });
    if (goes === "drop") objects.push(object("retention policy", retentionName, addRetention(relation(table), intervalOf(retention * 86_400)), hyperNeeds));
  }
  const rolled = rollupsOf(keyed, time, patterns, decisions, choices, hyperNeeds);
  return { table: keyed, decisions, diagnostics, plans: rolled.plans, objects: [...objects, ...rolled.objects] };
}

function proposedWidth(perDay: number | undefined): (typeof widths)[number][0] {
  if (perDay === undefined || perDay <= 0) return "7 days";
  return widths.findLast(([, days]) => perDay * days <= rowsPerChunk)?.[0] ?? "1 hour";
}

/** TimescaleDB refuses a unique key without the time column: the primary key gains it, others go and are named. */
function withTimeInKeys(table: Table, time: Column, diagnostics: Diagnostic[]): Table {
  const { primaryKey } = table;
  const place = { objectId: table.id };
  const key = primaryKey === undefined || primaryKey.columns.includes(time.id) ? primaryKey : { ...primaryKey, columns: [...primaryKey.columns, time.id] };
  if (key !== primaryKey) diagnostics.push({ code: "key-gains-time", severity: "warning", message: `The primary key of ${table.name} gains ${time.name}: a hypertable has no unique key without its time. Two rows may have the same other columns at different times.`, place });
  const uniques = table.uniques.filter(({ columns }) => columns.includes(time.id));
  for (const gone of table.uniques) if (!uniques.includes(gone)) diagnostics.push({ code: "unique-without-time", severity: "warning", message: `${gone.name ?? `A unique key of ${table.name}`} does not name ${time.name} and cannot be kept in a hypertable.`, place });
  const indexes = table.indexes.map((index) => (index.unique && !index.parts.some(({ column }) => column === time.id) ? { ...index, unique: false } : index));
  indexes.forEach((index, i) => { if (index !== table.indexes[i]) diagnostics.push({ code: "unique-without-time", severity: "warning", message: `Index ${index.name} does not name ${time.name} and is not unique in a hypertable.`, place }); });
  const columns = table.columns.map((column) => (column.id === time.id ? { ...column, nullable: false } : column));
  return { ...table, columns, uniques, indexes, ...(key === undefined ? {} : { primaryKey: key }) };
}

type Decide = <Option extends string>(proposal: Omit<Proposal<Option>, "about" | "table">) => Option;

function columnstoreOf(table: Table, time: Column, patterns: readonly AccessPattern[], load: TableLoad | undefined, decide: Decide, object: (definition: string) => SchemaObject): readonly SchemaObject[] {
  const updated = patterns.some(({ tableId, operation }) => tableId === table.id && (operation === "update" || operation === "delete")) || load?.oldRowsChange === true;
  const chosen = decide({
    choice: "columnstore", label: "Columnstore", proposed: updated ? "off" : "on",
    options: [{ id: "on", label: "After a week", help: "Chunks older than a week are turned to columns: far smaller and faster to sum up, slower to change." }, { id: "off", label: "Off", help: "All chunks stay rows." }],
    reason: updated ? "Old rows are changed, which columns make slow." : "Old rows are not changed, so they can be kept in columns.",
  });
  if (chosen === "off") return [];
  // Columns that are always given say which segment to read; each must have many rows a chunk.
  const given = patterns.filter(({ tableId, equality }) => tableId === table.id && (equality ?? []).length > 0).flatMap(({ equality }) => equality ?? []);
  const segmentBy = table.columns.filter(({ id, type }) => id !== time.id && given.includes(id) && type.kind !== "text" && type.kind !== "json").slice(0, 2).map(({ name }) => name);
  return [object(enableColumnstore(qualify(table.namespace, table.name), relation(table), { segmentBy, orderBy: time.name, after: "7 days" }))];
}

const numbers: ReadonlySet<string> = new Set(["int16", "int32", "int64", "float32", "float64", "decimal"]);

/** A continuous aggregate for each pattern that sums up by windows of time. */
function rollupsOf(table: Table, time: Column, patterns: readonly AccessPattern[], decisions: MappingDecision[], choices: NativeInput["choices"], needs: readonly string[]): { readonly objects: readonly SchemaObject[]; readonly plans: readonly PatternPlan[] } {
  const objects: SchemaObject[] = [];
  const plans: PatternPlan[] = [];
  for (const pattern of patterns) {
    const { window } = pattern;
    if (pattern.tableId !== table.id || pattern.operation !== "aggregate" || window === undefined || window <= 0) continue;
    const by = table.columns.filter(({ id }) => id !== time.id && pattern.equality?.includes(id) === true);
    const values = table.columns.filter(({ id, type }) => numbers.has(type.kind) && !by.some((column) => column.id === id) && table.primaryKey?.columns.includes(id) !== true);
    const bucket = intervalOf(window);
    const rollup: Rollup = { table, time, by, values, bucket };
    const { chosen, decision } = choose({
      about: table.id, table: table.id, choice: `rollup-${pattern.id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`, label: `"${pattern.name}"`, proposed: "continuous",
      options: [{ id: "continuous", label: "Continuous aggregate", help: "Summed up in the background; a call reads the sums." }, { id: "direct", label: "From the rows", help: "Each call sums the rows up." }],
      reason: `Sums by ${bucket} are asked for${pattern.rate === undefined ? "" : ` ${pattern.rate} times a second`}; kept ready, a call reads one row per ${bucket}.`,
    }, choices);
    decisions.push(decision);
    const name = `${table.name}_by_${bucket.replace(" ", "_")}`.slice(0, 60);
    const where = by.map((column, i) => `${column.name} = $${i + 1}`);
    if (chosen === "continuous" && !objects.some((object) => object.name === name)) {
      objects.push({ id: `${table.id}.rollup.${window}`, kind: "continuous aggregate", name, dependsOn: needs, definition: createRollup(qualify(undefined, name), rollupQuery(rollup), { start: intervalOf(Math.max(window * 100, 3 * 86_400)), end: bucket, every: bucket }) });
    }
    const from = chosen === "continuous" ? `SELECT * FROM ${qualify(undefined, name)}` : rollupQuery(rollup).replace(/ GROUP BY .*$/, "");
    const range = `${chosen === "continuous" ? "bucket" : time.name} >= $${by.length + 1}`;
    plans.push({ pattern: pattern.id, call: `${from} WHERE ${[...where, range].join(" AND ")}${chosen === "continuous" ? " ORDER BY bucket" : ` GROUP BY ${[1, ...by.map((column) => column.name)].join(", ")}`}`, by: chosen === "continuous" ? `continuous aggregate ${name}` : "chunks of the range", cost: chosen === "continuous" ? `one row per ${bucket} and key` : "all rows of the range" });
  }
  return { objects, plans };
}
