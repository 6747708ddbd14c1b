import type { BatchFacts } from "../engine";

/** MySQL and MariaDB: row comparisons do not walk an index, so keys of several columns are compared column by column. */
export const mysqlEngine: BatchFacts = {
  rows: false,
  fetch: (column, kind) => {
    switch (kind) {
      case "integer": return ["'i'", `CAST(${column} AS CHAR)`];
      case "float": return ["'f'", `CAST(${column} AS CHAR)`];
      case "bytes": return ["'b'", `HEX(${column})`];
      default: return ["'t'", `CAST(${column} AS CHAR)`];
    }
  },
  // Without the cast a decimal and a text are compared as floating-point numbers.
  bind: (mark, kind) => (kind === "decimal" ? `CAST(${mark} AS DECIMAL(65,30))` : mark),
  createProgress: `CREATE TABLE IF NOT EXISTS strata_data_migrations (
  name varchar(200) NOT NULL PRIMARY KEY,
  direction varchar(10) NOT NULL,
  last_key text,
  rows_done bigint NOT NULL DEFAULT 0,
  started_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamp NULL DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  python: {
    driver: "PyMySQL", mark: "%s", imports: ["import urllib.parse", "", "import pymysql", "import pymysql.cursors"],
    notes: [
      "--max-lag needs --replica-dsn: only a replica knows how far it is behind. --max-load looks at Threads_running.",
      "--statement-timeout limits reads only: MySQL has none for changes (MariaDB: max_statement_time limits both).",
    ],
    functions: `BEGIN = "START TRANSACTION"
LOCK = " FOR UPDATE"
INSERT_IGNORE = "INSERT IGNORE INTO strata_data_migrations (name, direction) VALUES (%s, %s)"
NOW = "CURRENT_TIMESTAMP"


def _connect(dsn):
    url = urllib.parse.urlsplit(dsn)
    return pymysql.connect(
        host=url.hostname or "127.0.0.1", port=url.port or 3306,
        user=urllib.parse.unquote(url.username or "root"), password=urllib.parse.unquote(url.password or ""),
        database=urllib.parse.unquote(url.path.lstrip("/")) or None, charset="utf8mb4", autocommit=True,
    )


def _prepare_session(connection, options):
    connection.autocommit(True)
    # Batches under READ COMMITTED lock the rows they change and no gaps between them, so inserts go on.
    _execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
    _execute(connection, "SET SESSION innodb_lock_wait_timeout = %d" % max(1, round(options.lock_timeout)))
    _execute(connection, "SET SESSION lock_wait_timeout = %d" % max(1, round(options.lock_timeout)))
    _limit(connection, options.statement_timeout)


def _limit(connection, seconds):
    for setting in ("max_execution_time = %d" % round(seconds * 1000), "max_statement_time = %g" % seconds):
        try:
            _execute(connection, "SET SESSION " + setting)
        except pymysql.MySQLError as error:
            if error.args[0] != 1193:  # unknown system variable: the other product's
                raise


def _start_batch():
    pass


def _is_waiting(error):
    # lock wait timeout, deadlock
    return isinstance(error, pymysql.MySQLError) and error.args[0] in (1205, 1213)


def _is_too_long(error):
    return isinstance(error, pymysql.MySQLError) and error.args[0] in (1969, 3024)


def _lag(connection, options):
    if options.replica_dsn is None:
        raise SystemExit("--max-lag needs --replica-dsn: only a replica knows how far it is behind.")
    replica = _connect(options.replica_dsn)
    try:
        with replica.cursor(pymysql.cursors.DictCursor) as cursor:
            try:
                cursor.execute("SHOW REPLICA STATUS")
            except pymysql.MySQLError:
                cursor.execute("SHOW SLAVE STATUS")
            row = cursor.fetchone() or {}
    finally:
        replica.close()
    seconds = row.get("Seconds_Behind_Source", row.get("Seconds_Behind_Master"))
    # NULL means that replication stands still: as far behind as can be.
    return float("inf") if row and seconds is None else float(seconds or 0)


def _load(connection):
    return int(_row(connection, "SHOW GLOBAL STATUS LIKE 'Threads_running'")[1]) - 1


def _estimate(connection):
    with connection.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute("EXPLAIN SELECT count(*) FROM " + SOURCE)
        return int((cursor.fetchone() or {}).get("rows") or 0)


def _has_progress_table(connection):
    return _row(connection, "SHOW TABLES LIKE 'strata_data_migrations'") is not None`,
  },
  typescript: {
    driver: "mysql2/promise", numbered: false, mark: ":strata:",
    notes: ["Pass one connection (`await mysql.createConnection()` or `await pool.getConnection()`), never a pool: a batch is a transaction.", "maxLag is not looked at: only a replica knows how far it is behind. Use maxLoad."],
    functions: `/** What is used of a connection of \`mysql2/promise\`. */
export interface Connection {
  query(sql: string): Promise<[unknown, ...unknown[]]>;
  escape(value: unknown): string;
}

const begin = "START TRANSACTION";
const lock = " FOR UPDATE";
const insertProgress = "INSERT IGNORE INTO strata_data_migrations (name, direction) VALUES (:strata:, :strata:)";
const now = "CURRENT_TIMESTAMP";
const place = (_i: number): string => ":strata:";

/** The driver puts values in place of any question mark, also of one within a name or a text; so they are put in here. */
function filled(connection: Connection, sql: string, values: readonly unknown[]): string {
  return sql.split(":strata:").map((part, i) => (i === 0 ? part : \`\${value(connection, values[i - 1])}\${part}\`)).join("");
}

function value(connection: Connection, one: unknown): string {
  if (typeof one === "number" || typeof one === "bigint") return String(one);
  return one instanceof Uint8Array ? \`X'\${Buffer.from(one).toString("hex")}'\` : connection.escape(one);
}

async function rows(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const [found] = await connection.query(filled(connection, sql, values));
  return Array.isArray(found) ? found : [];
}

async function change(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<number> {
  const [done] = await connection.query(filled(connection, sql, values));
  return typeof done === "object" && done !== null && "affectedRows" in done ? Number(done.affectedRows) : 0;
}

async function prepareSession(connection: Connection, options: Options): Promise<void> {
  await change(connection, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  await change(connection, \`SET SESSION innodb_lock_wait_timeout = \${Math.max(1, Math.round(options.lockTimeout))}\`);
  await change(connection, \`SET SESSION lock_wait_timeout = \${Math.max(1, Math.round(options.lockTimeout))}\`);
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** Lock wait timeout, deadlock. */
const isWaiting = (error: unknown): boolean => ["ER_LOCK_WAIT_TIMEOUT", "ER_LOCK_DEADLOCK"].includes(codeOf(error));
const isTooLong = (error: unknown): boolean => ["ER_QUERY_TIMEOUT", "ER_STATEMENT_TIMEOUT"].includes(codeOf(error));

async function lag(_connection: Connection): Promise<number> {
  return 0;
}

async function load(connection: Connection): Promise<number> {
  return Number((await rows(connection, "SHOW GLOBAL STATUS LIKE 'Threads_running'"))[0]?.["Value"] ?? 1) - 1;
}

function decode(mark: string, text: string): unknown {
  if (mark === "b") return Buffer.from(text, "hex");
  if (mark === "f") return Number(text);
  if (mark !== "i") return text;
  return BigInt(text);
}`,
  },
};
