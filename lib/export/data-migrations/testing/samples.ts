import type { Backfill } from "../../../plan/backfill";
import { mysql } from "../../../targets/mysql";
import { postgresql } from "../../../targets/postgresql";
import { sqlite } from "../../../targets/sqlite";
import type { DataMigrationInput } from "../data-migration";

/** Rows of the large table; a hundred thousand in the long form. */
export const sampleRows = process.env["STRATA_LONG"] === "1" ? 100_000 : 5_000;

/** A database that the scripts are tried on, with names and texts that a careless script would break on. */
export interface Sample {
  readonly target: DataMigrationInput["target"];
  /** Statements that make the table and fill it with `rows` rows whose keys have gaps. */
  readonly setup: (rows: number) => readonly string[];
  /** A row with a key that walks have passed or have before them, by chance; not done. */
  readonly insert: (key: number) => string;
  /** One row: rows, rows done, rows that were changed more than once, rows with a wrong value. */
  readonly check: string;
}

const q = (target: DataMigrationInput["target"], name: string): string => target.quote(name);

/** Name of the table: a quote, a percent sign, a question mark, spaces. */
export const tableName = "order %s item's ?";
const column = "full name";

/**
 * Fills "full name" from "name" in upper case and counts how often each row was touched. Unguarded, it changes each row that a batch
 * holds, so that a row of two batches shows; guarded, it is what a plan would write.
 */
export function sampleBackfill(target: DataMigrationInput["target"], guarded: boolean, rollback = true): Backfill {
  const t = q(target, tableName);
  const c = q(target, column);
  const not = `x.${c} IS NULL`;
  return {
    slug: "fill_full_name", title: "Fill \"full name\" from name: 100 % of \"\"\"it\"\"\" \\ ${x} `y` */",
    source: { name: tableName },
    key: [{ name: "tenant", type: { kind: "text" } }, { name: "id", type: { kind: "int64" } }],
    apply: {
      sql: `UPDATE ${t} AS x SET ${c} = upper(name) || '%s;?\\n', touched = touched + 1 WHERE {{batch}}${guarded ? ` AND ${not}` : ""}`.replace("upper(name) || '%s;?\\n'", mysqlConcat(target)),
      alias: "x",
      remaining: `SELECT count(*) FROM ${t} AS x WHERE ${not}`,
    },
    rollback: rollback
      ? { sql: `UPDATE ${t} SET ${c} = NULL, touched = 0 WHERE {{batch}};`, remaining: `SELECT count(*) FROM ${t} WHERE ${c} IS NOT NULL;` }
      : { absent: "the old \"values\" are not kept; 100 % gone" },
  };
}

function mysqlConcat(target: DataMigrationInput["target"]): string {
  return target === mysql ? `concat(upper(name), ${target.literal("%s;?\\n")})` : `upper(name) || ${target.literal("%s;?\\n")}`;
}

function check(target: DataMigrationInput["target"]): string {
  const t = q(target, tableName);
  const c = q(target, column);
  const wrong = `CASE WHEN ${c} IS NOT NULL AND ${c} <> ${mysqlConcat(target)} THEN 1 ELSE 0 END`;
  return `SELECT count(*) AS n, coalesce(sum(CASE WHEN ${c} IS NOT NULL THEN 1 ELSE 0 END), 0) AS done, coalesce(sum(CASE WHEN touched > 1 THEN 1 ELSE 0 END), 0) AS twice, coalesce(sum(${wrong}), 0) AS wrong FROM ${t}`;
}

const tenant = (i: string): string => `CASE ${i} % 3 WHEN 0 THEN 'a''b' WHEN 1 THEN 'B %' ELSE 'ü' END`;

/** PostgreSQL: a server or PGlite. */
export const postgresqlSample: Sample = {
  target: postgresql,
  setup: (rows) => [
    "DROP TABLE IF EXISTS strata_data_migrations",
    `DROP TABLE IF EXISTS ${q(postgresql, tableName)}`,
    `CREATE TABLE ${q(postgresql, tableName)} (tenant text NOT NULL, id bigint NOT NULL, name text NOT NULL, ${q(postgresql, column)} text, touched integer NOT NULL DEFAULT 0, PRIMARY KEY (tenant, id))`,
    `INSERT INTO ${q(postgresql, tableName)} (tenant, id, name) SELECT ${tenant("i")}, i * 7 - 9007199254740993, 'n' || i FROM generate_series(1, ${rows}) AS s (i)`,
  ],
  insert: (key) => `INSERT INTO ${q(postgresql, tableName)} (tenant, id, name) VALUES (${tenant(String(key))}, ${key * 7 + 3} - 9007199254740993, 'late') ON CONFLICT DO NOTHING`,
  check: check(postgresql),
};

/** SQLite: python3's or sql.js. */
export const sqliteSample: Sample = {
  target: sqlite,
  setup: (rows) => [
    "DROP TABLE IF EXISTS strata_data_migrations",
    `DROP TABLE IF EXISTS ${q(sqlite, tableName)}`,
    `CREATE TABLE ${q(sqlite, tableName)} (tenant TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, ${q(sqlite, column)} TEXT, touched INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tenant, id))`,
    `WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows}) INSERT INTO ${q(sqlite, tableName)} (tenant, id, name) SELECT ${tenant("i")}, i * 7 - 9007199254740993, 'n' || i FROM s`,
  ],
  insert: (key) => `INSERT OR IGNORE INTO ${q(sqlite, tableName)} (tenant, id, name) VALUES (${tenant(String(key))}, ${key * 7 + 3} - 9007199254740993, 'late')`,
  check: check(sqlite),
};

/** MySQL or MariaDB. */
export const mysqlSample: Sample = {
  target: mysql,
  setup: (rows) => [
    "DROP TABLE IF EXISTS strata_data_migrations",
    `DROP TABLE IF EXISTS ${q(mysql, tableName)}`,
    `CREATE TABLE ${q(mysql, tableName)} (tenant varchar(20) NOT NULL, id bigint NOT NULL, name varchar(40) NOT NULL, ${q(mysql, column)} varchar(80), touched int NOT NULL DEFAULT 0, PRIMARY KEY (tenant, id))`,
    "SET SESSION cte_max_recursion_depth = 1000000",
    `INSERT INTO ${q(mysql, tableName)} (tenant, id, name) WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows}) SELECT ${tenant("i")}, i * 7 - 9007199254740993, concat('n', i) FROM s`,
  ],
  insert: (key) => `INSERT IGNORE INTO ${q(mysql, tableName)} (tenant, id, name) VALUES (${tenant(String(key))}, ${key * 7 + 3} - 9007199254740993, 'late')`,
  check: check(mysql),
};
