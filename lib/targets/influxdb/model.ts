import { isJsonObject, type Id, type JsonValue } from "../../model";

export type InType = "utf8" | "int64" | "float64" | "bool";

/** A column of a table (a key of a measurement). */
export type InColumn = {
  readonly id: Id;
  readonly name: string;
  readonly role: "tag" | "field";
  /** Of fields; tags are text. */
  readonly type: InType;
  readonly column?: Id;
  /** How a drawn value becomes this one: by what it is multiplied, for whole minor units and for moments (thousandths of seconds). */
  readonly form: "plain" | "text" | "minor" | "millis";
  readonly factor: number;
  /** No longer written. Columns cannot be taken out of a table, so it stays until a new version of the table is made. */
  readonly retired: boolean;
};

/** A table in a database (3.x), or a measurement in a bucket of its own (2.x). */
export type InTable = {
  readonly id: Id;
  readonly base: string;
  /** Counted up by what a table cannot take: other tags in place of old ones. */
  readonly version: number;
  /** Database, or bucket. */
  readonly database: string;
  /** Days; null: kept. */
  readonly retention: number | null;
  /** Tags in the order of their priority, then fields. */
  readonly columns: readonly InColumn[];
  readonly time: Id;
  /** Lines of line protocol. */
  readonly samples: readonly string[];
  readonly downsample?: { readonly seconds: number; readonly days: number | null };
};

export type InQuery = { readonly slug: string; readonly name: string; readonly language: "sql" | "influxql" | "flux"; readonly text: string };

export type InModel = {
  readonly technology: "influxdb";
  readonly version: string;
  readonly tables: readonly InTable[];
  readonly queries: readonly InQuery[];
};

export function isInModel(value: JsonValue): value is InModel {
  return isJsonObject(value) && value["technology"] === "influxdb" && Array.isArray(value["tables"]);
}

/** `metrics`, and after a change that needs another table `metrics_v2`. */
export function tableName({ base, version }: Pick<InTable, "base" | "version">): string {
  return version === 1 ? base : `${base}_v${version}`;
}

/** What differs between the editions. */
export interface Edition {
  readonly id: string;
  /** Databases with tables (3.x), or buckets with measurements (2.x). */
  readonly three: boolean;
  /** Retention belongs to the table, to the database for good, or to the bucket. */
  readonly retention: "table" | "database" | "bucket";
  /** Most databases, tables of all of them, and columns of a table with its time; undefined: not limited by a number. */
  readonly databases?: number;
  readonly tables?: number;
  readonly columns?: number;
}

/** Limits: InfluxDB 3 Core 3.11 (5, 2000, 500) and Enterprise (100, 10000, 500); docs-v2 products.yml and the databases page. */
const editions: readonly Edition[] = [
  { id: "3-core", three: true, retention: "database", databases: 5, tables: 2000, columns: 500 },
  { id: "3-enterprise", three: true, retention: "table", databases: 100, tables: 10_000, columns: 500 },
  { id: "2", three: false, retention: "bucket" },
];

export function editionOf(version: string): Edition {
  return editions.find(({ id }) => id === version) ?? { id: "3-core", three: true, retention: "database", databases: 5, tables: 2000, columns: 500 };
}
