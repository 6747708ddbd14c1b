import type { BatchFacts } from "../engine";

/** SQLite: a column holds values of any type, so a key is kept with the type each value has. */
export const sqliteEngine: BatchFacts = {
  rows: true,
  fetch: (column) => [
    `CASE typeof(${column}) WHEN 'integer' THEN 'i' WHEN 'real' THEN 'f' WHEN 'blob' THEN 'b' ELSE 't' END`,
    `CASE typeof(${column}) WHEN 'blob' THEN hex(${column}) WHEN 'real' THEN printf('%!.17g', ${column}) ELSE CAST(${column} AS TEXT) END`,
  ],
  bind: (mark) => mark,
  createProgress: `CREATE TABLE IF NOT EXISTS strata_data_migrations (
  name TEXT NOT NULL PRIMARY KEY,
  direction TEXT NOT NULL,
  last_key TEXT,
  rows_done INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at TEXT
)`,
  python: {
    driver: "sqlite3", mark: "?", imports: ["import sqlite3"],
    notes: ["SQLite has one writer at a time: --pause is what lets others write. It has no replicas and no load to look at: --max-lag and --max-load do nothing."],
    functions: `BEGIN = "BEGIN IMMEDIATE"
LOCK = ""
INSERT_IGNORE = "INSERT OR IGNORE INTO strata_data_migrations (name, direction) VALUES (?, ?)"
NOW = "CURRENT_TIMESTAMP"
_clock = {"limit": 0, "end": None}


def _connect(dsn):
    path = dsn[len("sqlite:///"):] if dsn.startswith("sqlite:///") else dsn
    if not path.startswith("file:") and not os.path.exists(path):
        raise SystemExit("There is no database file %s." % path)
    return sqlite3.connect(path, isolation_level=None, uri=path.startswith("file:"))


def _prepare_session(connection, options):
    connection.isolation_level = None
    _execute(connection, "PRAGMA busy_timeout = %d" % round(options.lock_timeout * 1000))
    _execute(connection, "PRAGMA foreign_keys = ON")
    _limit(connection, options.statement_timeout)
    # SQLite has no statement timeout of its own: it asks every so many steps whether to go on.
    connection.set_progress_handler(lambda: _clock["end"] is not None and time.monotonic() > _clock["end"], 20_000)


def _limit(connection, seconds):
    _clock["limit"] = seconds
    _start_batch()


def _start_batch():
    _clock["end"] = time.monotonic() + _clock["limit"] if _clock["limit"] > 0 else None


def _is_waiting(error):
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _is_too_long(error):
    return isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error)


def _lag(connection, options):
    return 0.0


def _load(connection):
    return 0


def _estimate(connection):
    return int(_row(connection, "SELECT count(*) FROM " + SOURCE)[0])


def _has_progress_table(connection):
    return _row(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'strata_data_migrations'") is not None`,
  },
  typescript: {
    driver: "better-sqlite3 or node:sqlite", numbered: false, mark: "?",
    notes: ["Pass an open database (`new Database(file)` of better-sqlite3, `new DatabaseSync(file)` of node:sqlite).", "SQLite has no replicas and no load to look at: maxLag, maxLoad and statementTimeout do nothing."],
    functions: `/** What is used of a database of \`better-sqlite3\` or \`node:sqlite\`. */
export interface Connection {
  prepare(sql: string): { all(...values: unknown[]): unknown[]; run(...values: unknown[]): { changes: number | bigint } };
}

const begin = "BEGIN IMMEDIATE";
const lock = "";
const insertProgress = "INSERT OR IGNORE INTO strata_data_migrations (name, direction) VALUES (?, ?)";
const now = "CURRENT_TIMESTAMP";
const place = (_i: number): string => "?";

async function rows(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  return connection.prepare(sql).all(...values).filter((row): row is Record<string, unknown> => typeof row === "object" && row !== null);
}

async function change(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<number> {
  return Number(connection.prepare(sql).run(...values).changes);
}

async function prepareSession(connection: Connection, options: Options): Promise<void> {
  await rows(connection, \`PRAGMA busy_timeout = \${Math.round(options.lockTimeout * 1000)}\`);
}

const isWaiting = (error: unknown): boolean => error instanceof Error && /locked|busy/.test(error.message);
const isTooLong = (_error: unknown): boolean => false;

async function lag(_connection: Connection): Promise<number> {
  return 0;
}

async function load(_connection: Connection): Promise<number> {
  return 0;
}

function decode(mark: string, text: string): unknown {
  if (mark === "b") return Buffer.from(text, "hex");
  if (mark === "f") return Number(text);
  return mark === "i" ? BigInt(text) : text;
}`,
  },
};
