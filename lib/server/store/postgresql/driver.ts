import pg from "pg";
import { errorCodes, StoreFailure } from "../failure";
import type { SqlDriver, SqlOutcome, SqlRow, SqlStatement, SqlValue } from "../driver";

/** Connects to PostgreSQL. `url` holds the password and is never shown. */
export async function openPostgresDriver(url: string): Promise<SqlDriver & { readonly pool: pg.Pool }> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000, application_name: "strata" });
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  pool.on("error", () => undefined);
  try {
    await naming(url, () => pool.query("SELECT 1"));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    provider: "postgresql",
    pool,
    transaction: (statements) => naming(url, () => inTransaction(pool, async (client) => {
      const outcomes: SqlOutcome[] = [];
      for (const statement of statements) outcomes.push(outcome(await client.query(toQuery(statement))));
      return outcomes;
    })),
    read: (statement) => naming(url, async () => outcome(await pool.query(toQuery(statement))).rows),
    script: (sql, then) => naming(url, () => inTransaction(pool, async (client) => {
      await client.query(sql);
      for (const statement of then) await client.query(toQuery(statement));
    })),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    // The server's default may have been set to `off`; an answered edit must be on disk.
    await client.query("SET LOCAL synchronous_commit = on");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error("rollback failed");
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function toQuery(statement: SqlStatement): { text: string; values: SqlValue[] } {
  let n = 0;
  return { text: statement.sql.replace(/\?/g, () => `$${++n}`), values: (statement.args ?? []).map((v) => (v instanceof Uint8Array ? Buffer.from(v) : v)) };
}

function outcome(result: pg.QueryResult<Record<string, unknown>>): SqlOutcome {
  const numeric = new Set(result.fields.filter((f) => f.dataTypeID === 20).map((f) => f.name));
  const rows = result.rows.map((row): SqlRow =>
    Object.fromEntries(Object.entries(row).map(([column, v]) => [column, value(v, numeric.has(column))])));
  return { rows, affected: result.rowCount ?? 0 };
}

function value(from: unknown, numeric: boolean): SqlValue {
  if (from === null || from === undefined) return null;
  // A Buffer behaves differently (slice shares memory), so callers get the plain kind.
  if (from instanceof Uint8Array) return new Uint8Array(from.buffer, from.byteOffset, from.byteLength);
  if (from instanceof Date) return from.toISOString();
  if (typeof from === "boolean") return from ? 1 : 0;
  if (typeof from === "string") return numeric ? Number(from) : from;
  if (typeof from === "number") return from;
  throw new Error(`Unexpected value of type ${typeof from} from PostgreSQL`);
}

const unreachable = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ECONNRESET", "EPIPE", "ENOENT", "57P01", "57P02", "57P03", "08006", "08001", "08003"]);
const refused = new Set(["28P01", "28000", "3D000", "42501"]);

async function naming<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw postgresFailure(url, error);
  }
}

/** Turns what PostgreSQL or the network says into a StoreFailure; what is a bug stays as it is. */
export function postgresFailure(url: string, error: unknown): unknown {
  if (error instanceof StoreFailure) return error;
  const codes = errorCodes(error);
  const text = error instanceof Error ? error.message : "";
  const where = withoutPassword(url);
  const cause = { cause: error };
  if (codes.some((c) => refused.has(c))) {
    return new StoreFailure("store-unreachable", `PostgreSQL at ${where} refuses the connection (${text}). Check user, password and database in DATABASE_URL.`, cause);
  }
  if (codes.some((c) => c === "53100")) {
    return new StoreFailure("store-full", `The disk of PostgreSQL at ${where} is full. Free some space; nothing that was saved is lost.`, cause);
  }
  if (codes.some((c) => unreachable.has(c)) || /timeout|terminated|Connection ended/i.test(text)) {
    return new StoreFailure("store-unreachable", `PostgreSQL at ${where} does not answer. Start it, or correct DATABASE_URL, or unset DATABASE_URL to use the built-in store.`, cause);
  }
  return error;
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    return `${parsed.hostname || "localhost"}:${parsed.port || "5432"}${parsed.pathname}`;
  } catch {
    return "the address in DATABASE_URL";
  }
}
