import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@libsql/client";
import { toDisk } from "./backup";
import { copyStore, copiedTables } from "./copy-store";
import { numberOf, type SqlDriver } from "./driver";
import { StoreFailure } from "./failure";
import { migrateStore } from "./migrate";
import { migrationsDirectory } from "./migrations-directory";
import { openPostgresDriver } from "./postgresql/driver";
import { lockDirectory } from "./sqlite/directory-lock";
import { openSqliteDriver } from "./sqlite/driver";
import { databaseFile } from "./sqlite/database-file";
import { takeTurns } from "./turns";

export interface RestoreOptions {
  /** `postgresql://...`: restore into this database, which must be empty. */
  readonly databaseUrl?: string;
  /** Replace the data that is there; it is kept beside under another name. */
  readonly force?: boolean;
}

/**
 * Puts a backup in the place of a store, once it has been checked. The server must not run. Data that is there already is
 * never overwritten: without `force` this refuses, with it the old database is renamed. Rejects with StoreFailure.
 */
export async function restoreStore(file: string, dataDirectory: string, { databaseUrl, force = false }: RestoreOptions = {}): Promise<void> {
  if (!existsSync(file)) throw new StoreFailure("store-unreadable", `There is no file ${file}.`);
  if (databaseUrl !== undefined) return intoPostgres(file, dataDirectory, databaseUrl);
  await mkdir(dataDirectory, { recursive: true });
  const lock = await lockDirectory(dataDirectory);
  try {
    await intoDirectory(file, dataDirectory, force);
  } finally {
    await lock.release();
  }
}

async function intoDirectory(file: string, dataDirectory: string, force: boolean): Promise<void> {
  const database = path.join(dataDirectory, databaseFile);
  const incoming = path.join(dataDirectory, "restore.unfinished.db");
  await copyIn(file, incoming);
  if (existsSync(database)) {
    const current = await openSqliteDriver(database, takeTurns());
    try {
      if (!force && !(await isEmpty(current))) {
        throw new StoreFailure("store-refused", `${dataDirectory} holds designs already. Restore into another directory (STRATA_DATA), or use --force; the present data is kept beside the restored.`);
      }
      // Everything into the one file that is renamed.
      await current.read({ sql: "PRAGMA wal_checkpoint(TRUNCATE)" });
    } catch (error) {
      await removeDatabase(incoming);
      throw error;
    } finally {
      await current.close();
    }
    await rename(database, path.join(dataDirectory, `before-restore-${new Date().toISOString().replace(/[:.]/g, "-")}.db`));
  }
  for (const suffix of ["-wal", "-shm"]) await rm(database + suffix, { force: true });
  await rename(incoming, database);
}

/** Copies and checks a backup, and brings it to this version. The copy is removed again when it is not fit. */
async function copyIn(file: string, to: string): Promise<void> {
  await removeDatabase(to);
  try {
    await checkFile(file);
    await copyFile(file, to);
    const driver = await openSqliteDriver(to, takeTurns());
    try {
      const [check] = await driver.read({ sql: "PRAGMA integrity_check" });
      if (check?.integrity_check !== "ok") throw new StoreFailure("store-unreadable", `${file} is damaged. Restore another backup.`);
      const known = await driver.read({ sql: `SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('designs', '_prisma_migrations')` });
      if (known.length < 2) throw new StoreFailure("store-unreadable", `${file} is not a backup of Strata.`);
      await migrateStore(driver, migrationsDirectory());
      await driver.read({ sql: "PRAGMA journal_mode = DELETE" });
    } finally {
      await driver.close();
    }
    await toDisk(to);
  } catch (error) {
    await removeDatabase(to);
    throw error;
  }
}

/** Reads the header without writing to the file. */
async function checkFile(file: string): Promise<void> {
  try {
    const client = createClient({ url: `file:${file}`, concurrency: 1 });
    try {
      await client.execute("SELECT count(*) FROM sqlite_master");
    } finally {
      client.close();
    }
  } catch (cause) {
    throw new StoreFailure("store-unreadable", `${file} is not a backup of Strata, or cannot be read.`, { cause });
  }
}

async function intoPostgres(file: string, dataDirectory: string, databaseUrl: string): Promise<void> {
  const target = await openPostgresDriver(databaseUrl);
  try {
    await migrateStore(target, migrationsDirectory());
    if (!(await isEmpty(target))) throw new StoreFailure("store-refused", "The database in DATABASE_URL holds designs already. Restore into an empty one.");
    await mkdir(dataDirectory, { recursive: true });
    const copy = path.join(dataDirectory, "restore.unfinished.db");
    await copyIn(file, copy);
    const from = await openSqliteDriver(copy, takeTurns());
    try {
      // The owner that a first start made gives way to the backup's.
      await target.transaction([{ sql: "DELETE FROM users" }, { sql: "DELETE FROM workspaces" }]);
      await copyStore(from, target);
    } finally {
      await from.close();
      await removeDatabase(copy);
    }
  } finally {
    await target.close();
  }
}

async function isEmpty(driver: SqlDriver): Promise<boolean> {
  const owners = new Set(["users", "workspaces"]);
  for (const { name } of copiedTables) {
    if (owners.has(name)) continue;
    const present = driver.provider === "postgresql" || (await driver.read({ sql: "SELECT 1 AS n FROM sqlite_master WHERE name = ?", args: [name] })).length > 0;
    if (!present) continue;
    const [row] = await driver.read({ sql: `SELECT count(*) AS n FROM "${name}"` });
    if (row !== undefined && numberOf(row, "n") > 0) return false;
  }
  return true;
}

async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) await rm(file + suffix, { force: true });
}
