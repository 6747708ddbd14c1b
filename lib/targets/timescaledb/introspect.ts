import { address, type SchemaObject, type Table } from "../../model";
import { postgresql } from "../postgresql";
import { literal, qualify } from "../postgresql/lexical";
import type { CatalogQuery, Introspection } from "../target";
import { addRetention, createHypertable, createRollup, enableColumnstore, plainInterval, relation } from "./calls";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** PostgreSQL's catalog with what TimescaleDB's own views tell: hypertables, columnstore, policies, continuous aggregates. */
export async function introspect(query: CatalogQuery): Promise<Introspection> {
  const read = await postgresql.introspect(query);
  const { schema } = read;
  if (!schema.objects.some(({ kind, name }) => kind === "extension" && name === "timescaledb")) return read;
  const objects: SchemaObject[] = [];
  const rollups = await query(rollupRows);
  const named = (row: Readonly<Record<string, unknown>>): Table | undefined =>
    schema.tables.find(({ name, namespace }) => name === row["name"] && (namespace ?? "public") === row["namespace"]);
  const add = (table: Table, kind: string, name: string, definition: string, needs: readonly string[]): void => {
    objects.push({ id: `${table.id}.${kind.replace(" ", "-")}`, kind, name, tableId: table.id, definition, dependsOn: [...needs] });
  };
  for (const row of await query(hypertableRows)) {
    const table = named(row);
    if (table === undefined) continue;
    const self = address.table(table);
    const hyper = `hypertable:${self.slice("table:".length)}.${hypertableName}`;
    add(table, "hypertable", hypertableName, createHypertable(relation(table), text(row["column_name"]), plainInterval(text(row["chunk"]))), ["extension:timescaledb", self]);
    if (text(row["orderby"]) !== "" && text(row["columnstore_after"]) !== "") {
      const settings = { segmentBy: names(text(row["segmentby"])), orderBy: names(text(row["orderby"]).replace(/ DESC.*$/, ""))[0] ?? "", after: plainInterval(text(row["columnstore_after"])) };
      add(table, "columnstore", columnstoreName, enableColumnstore(qualify(table.namespace, table.name), relation(table), settings), [hyper, self]);
    }
    if (text(row["drop_after"]) !== "") add(table, "retention policy", retentionName, addRetention(relation(table), plainInterval(text(row["drop_after"]))), [hyper, self]);
  }
  for (const row of rollups) {
    const table = schema.tables.find(({ name, namespace }) => name === row["table_name"] && (namespace ?? "public") === row["table_namespace"]);
    if (table === undefined) continue;
    const name = text(row["name"]);
    const self = address.table(table);
    objects.push({
      id: `rollup.${name}`, kind: "continuous aggregate", name,
      definition: createRollup(qualify(undefined, name), text(row["query"]), { start: plainInterval(text(row["start_offset"])), end: plainInterval(text(row["end_offset"])), every: plainInterval(text(row["schedule"])) }),
      dependsOn: [`hypertable:${self.slice("table:".length)}.${hypertableName}`, self],
    });
  }
  const isRollup = new Set(rollups.map((row) => text(row["name"])));
  return {
    ...read,
    schema: { ...schema, objects: [...schema.objects.filter(({ kind, name, namespace }) => !(kind === "materialized view" && namespace === undefined && isRollup.has(name))), ...objects] },
    unmodelled: read.unmodelled.filter(({ name }) => !name.startsWith("_timescaledb") && !name.startsWith("timescaledb_information")),
  };
}

/** Objects of a table are told apart by kind; a name that stays lets a table be renamed without touching them. */
export const hypertableName = "chunks";
export const columnstoreName = "columns";
export const retentionName = "retention";

/** Names of a quoted list: `host, "Name"`. */
function names(list: string): string[] {
  return [...list.matchAll(/"((?:[^"]|"")*)"|([^",\s]+)/g)].map(([, quoted, bare]) => (quoted === undefined ? bare ?? "" : quoted.replaceAll('""', '"')));
}

const hypertableRows = `SELECT h.hypertable_schema::text AS namespace, h.hypertable_name::text AS name, d.column_name::text AS column_name, d.time_interval::text AS chunk,
    coalesce(s.segmentby, '') AS segmentby, coalesce(s.orderby, '') AS orderby,
    (SELECT j.config ->> 'compress_after' FROM timescaledb_information.jobs j WHERE j.hypertable_schema = h.hypertable_schema AND j.hypertable_name = h.hypertable_name AND j.proc_name IN (${literal("policy_compression")}, ${literal("policy_columnstore")})) AS columnstore_after,
    (SELECT j.config ->> 'drop_after' FROM timescaledb_information.jobs j WHERE j.hypertable_schema = h.hypertable_schema AND j.hypertable_name = h.hypertable_name AND j.proc_name = 'policy_retention') AS drop_after
  FROM timescaledb_information.hypertables h
    JOIN timescaledb_information.dimensions d ON d.hypertable_schema = h.hypertable_schema AND d.hypertable_name = h.hypertable_name AND d.dimension_number = 1
    LEFT JOIN timescaledb_information.hypertable_columnstore_settings s ON s.hypertable = format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass
  ORDER BY 1, 2`;

const rollupRows = `SELECT a.view_name::text AS name, a.hypertable_schema::text AS table_namespace, a.hypertable_name::text AS table_name, a.view_definition AS query,
    j.config ->> 'start_offset' AS start_offset, j.config ->> 'end_offset' AS end_offset, j.schedule_interval::text AS schedule
  FROM timescaledb_information.continuous_aggregates a JOIN timescaledb_information.jobs j ON j.hypertable_name = a.materialization_hypertable_name AND j.proc_name = 'policy_refresh_continuous_aggregate'
  ORDER BY 1`;
