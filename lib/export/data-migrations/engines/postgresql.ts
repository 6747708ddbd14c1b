import type { BatchFacts } from "../engine";

/** PostgreSQL: keys are compared as rows; values travel as text without a type, which the server reads as the column's. */
export const postgresqlEngine: BatchFacts = {
  rows: true,
  fetch: (column) => ["'t'", `CAST(${column} AS text)`],
  bind: (mark) => mark,
  createProgress: `CREATE TABLE IF NOT EXISTS strata_data_migrations (
  name varchar(200) PRIMARY KEY,
  direction varchar(10) NOT NULL,
  last_key text,
  rows_done bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
)`,
  python: {
    driver: "psycopg 3", mark: "%s", imports: ["import psycopg"],
    notes: [
      "--max-lag looks at pg_stat_replication, which needs the role pg_monitor; --max-load counts sessions that are running a statement.",
    ],
    functions: `BEGIN = "BEGIN"
LOCK = " FOR UPDATE"
INSERT_IGNORE = "INSERT INTO strata_data_migrations (name, direction) VALUES (%s, %s) ON CONFLICT (name) DO NOTHING"
NOW = "now()"


def _connect(dsn):
    return psycopg.connect(dsn, autocommit=True, prepare_threshold=None)


def _prepare_session(connection, options):
    # A connection of the caller's may be in a transaction of its own; batches commit one by one.
    connection.autocommit = True
    _limit(connection, options.statement_timeout)
    _execute(connection, "SET lock_timeout = %d" % round(options.lock_timeout * 1000))
    # Keys are kept as text: always in one form.
    _execute(connection, "SET DateStyle = 'ISO'")


def _limit(connection, seconds):
    _execute(connection, "SET statement_timeout = %d" % round(seconds * 1000))


def _start_batch():
    pass


def _is_waiting(error):
    # lock_not_available, deadlock_detected, serialization_failure
    return isinstance(error, psycopg.Error) and error.sqlstate in ("55P03", "40P01", "40001")


def _is_too_long(error):
    # query_canceled
    return isinstance(error, psycopg.Error) and error.sqlstate == "57014"


def _lag(connection, options):
    row = _row(connection, "SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication")
    return float(row[0] or 0)


def _load(connection):
    row = _row(connection, "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()")
    return int(row[0])


def _estimate(connection):
    row = _row(connection, "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass(%s)", (SOURCE,))
    return int(row[0]) if row is not None else 0


def _has_progress_table(connection):
    return _row(connection, "SELECT to_regclass('strata_data_migrations')")[0] is not None`,
  },
  typescript: {
    driver: "pg", numbered: true, mark: "",
    notes: ["Pass one client (`new pg.Client()` or `await pool.connect()`), never a pool: a batch is a transaction."],
    functions: `/** What is used of a client of \`pg\`. */
export interface Connection {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[]; rowCount?: number | null }>;
}

const begin = "BEGIN";
const lock = " FOR UPDATE";
const insertProgress = "INSERT INTO strata_data_migrations (name, direction) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
const now = "now()";
const place = (i: number): string => \`$\${i}\`;

async function rows(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await connection.query(sql, [...values])).rows;
}

async function change(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<number> {
  return (await connection.query(sql, [...values])).rowCount ?? 0;
}

async function prepareSession(connection: Connection, options: Options): Promise<void> {
  await change(connection, \`SET statement_timeout = \${Math.round(options.statementTimeout * 1000)}\`);
  await change(connection, \`SET lock_timeout = \${Math.round(options.lockTimeout * 1000)}\`);
  await change(connection, "SET DateStyle = 'ISO'");
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** lock_not_available, deadlock_detected, serialization_failure. */
const isWaiting = (error: unknown): boolean => ["55P03", "40P01", "40001"].includes(codeOf(error));
const isTooLong = (error: unknown): boolean => codeOf(error) === "57014";

async function lag(connection: Connection): Promise<number> {
  return Number((await rows(connection, "SELECT max(extract(epoch FROM replay_lag)) AS lag FROM pg_stat_replication"))[0]?.["lag"] ?? 0);
}

async function load(connection: Connection): Promise<number> {
  return Number((await rows(connection, "SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()"))[0]?.["n"] ?? 0);
}

function decode(_mark: string, text: string): unknown {
  return text;
}`,
  },
};
