import { createClient, type Client, type InValue, type ResultSet } from "@libsql/client";
import { errorCodes, StoreFailure } from "../failure";
import type { SqlDriver, SqlOutcome, SqlRow, SqlStatement, SqlValue } from "../driver";
import type { Turns } from "../turns";

/** Opens the database file in WAL mode with synchronous=FULL: a commit is on disk when it returns. */
export async function openSqliteDriver(file: string, turns: Turns): Promise<SqlDriver> {
  const client = await naming(file, async () => {
    // One connection, so that its pragmas hold for every statement.
    const opened = createClient({ url: `file:${file}`, concurrency: 1 });
    await opened.execute("PRAGMA journal_mode = WAL");
    await opened.execute("PRAGMA synchronous = FULL");
    await opened.execute("PRAGMA foreign_keys = ON");
    return opened;
  });
  return {
    provider: "sqlite",
    transaction: (statements) => naming(file, () => turns(async () => (await client.batch(statements.map(toInput), "write")).map(outcome))),
    read: (statement) => naming(file, async () => outcome(await client.execute(toInput(statement))).rows),
    script: (sql, then) => naming(file, () => turns(() => runScript(client, sql, then))),
    async close() {
      client.close();
    },
  };
}

async function runScript(client: Client, sql: string, then: readonly SqlStatement[]): Promise<void> {
  const transaction = await client.transaction("write");
  try {
    await transaction.executeMultiple(sql);
    for (const statement of then) await transaction.execute(toInput(statement));
    await transaction.commit();
  } finally {
    transaction.close();
  }
}

function toInput(statement: SqlStatement): { sql: string; args: InValue[] } {
  return { sql: statement.sql, args: [...(statement.args ?? [])] };
}

function outcome(result: ResultSet): SqlOutcome {
  const rows = result.rows.map((row): SqlRow => Object.fromEntries(result.columns.map((column, i) => [column, value(row[i])])));
  return { rows, affected: result.rowsAffected };
}

function value(from: unknown): SqlValue {
  if (from === null || from === undefined) return null;
  if (from instanceof ArrayBuffer) return new Uint8Array(from);
  if (typeof from === "bigint") return Number(from);
  if (typeof from === "string" || typeof from === "number" || from instanceof Uint8Array) return from;
  throw new Error(`Unexpected value of type ${typeof from} from SQLite`);
}

/** Turns what SQLite says of the disk and the file into a StoreFailure; what is a bug stays as it is. */
export async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sqliteFailure(file, error);
  }
}

export function sqliteFailure(file: string, error: unknown): unknown {
  if (error instanceof StoreFailure) return error;
  const codes = errorCodes(error);
  const text = error instanceof Error ? error.message : "";
  const has = (code: string) => codes.some((c) => c.startsWith(code)) || text.includes(code);
  const cause = { cause: error };
  if (has("SQLITE_FULL") || text.includes("database or disk is full")) {
    return new StoreFailure("store-full", `The disk that holds ${file} is full. Free some space; nothing that was saved is lost.`, cause);
  }
  if (has("SQLITE_IOERR")) {
    return new StoreFailure("store-full", `The disk that holds ${file} refuses writing (full or failing). Free some space or check the disk; nothing that was saved is lost.`, cause);
  }
  if (has("SQLITE_NOTADB") || has("SQLITE_CORRUPT") || text.includes("file is not a database")) {
    return new StoreFailure("store-unreadable", `${file} is not a database Strata can read. Restore a backup (strata restore FILE), or set STRATA_DATA to another directory.`, cause);
  }
  if (has("SQLITE_CANTOPEN") || has("SQLITE_READONLY") || has("SQLITE_PERM") || text.includes("unable to open database")) {
    return new StoreFailure("store-unreadable", `${file} cannot be opened for writing. Give this user read and write permission, or set STRATA_DATA to another directory.`, cause);
  }
  if (has("SQLITE_BUSY") || text.includes("database is locked")) {
    return new StoreFailure("store-in-use", `${file} is in use by another process. Stop it and try again.`, cause);
  }
  return error;
}
