import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@libsql/client";
import { copyStore } from "./copy-store";
import { StoreFailure } from "./failure";
import { migrateStore } from "./migrate";
import { migrationsDirectory } from "./migrations-directory";
import { openPostgresDriver } from "./postgresql/driver";
import { naming, openSqliteDriver } from "./sqlite/driver";
import { databaseFile } from "./sqlite/database-file";
import { takeTurns } from "./turns";

export interface BackupOptions {
  /** `postgresql://...`: the store is there, not in the data directory. */
  readonly databaseUrl?: string;
  /** Replace a backup of the same name. */
  readonly force?: boolean;
}

/**
 * Writes the whole store, as it is at one moment, to one file: an SQLite database, wherever the store is, so that a backup
 * of one kind of store can be restored into the other. The server may run meanwhile. The file appears only when complete.
 * Rejects with StoreFailure.
 */
export async function backupStore(dataDirectory: string, file: string, { databaseUrl, force = false }: BackupOptions = {}): Promise<void> {
  if (existsSync(file) && !force) throw new StoreFailure("store-refused", `${file} exists already. Choose another name.`);
  const unfinished = `${path.resolve(file)}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    if (databaseUrl === undefined) await copySqlite(dataDirectory, unfinished);
    else await copyPostgres(databaseUrl, unfinished);
    await toDisk(unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function copySqlite(dataDirectory: string, to: string): Promise<void> {
  const source = path.join(dataDirectory, databaseFile);
  if (!existsSync(source)) throw new StoreFailure("store-unreadable", `There is no data in ${dataDirectory}. Set STRATA_DATA to the directory Strata uses.`);
  await naming(source, async () => {
    const client = createClient({ url: `file:${source}`, concurrency: 1, timeout: 10_000 });
    try {
      await client.execute({ sql: "VACUUM INTO ?", args: [to] });
    } finally {
      client.close();
    }
  });
}

async function copyPostgres(databaseUrl: string, to: string): Promise<void> {
  const from = await openPostgresDriver(databaseUrl);
  try {
    const target = await openSqliteDriver(to, takeTurns());
    try {
      await migrateStore(target, migrationsDirectory());
      await copyStore(from, target);
      // Leaves one file without a write-ahead log beside it.
      await target.read({ sql: "PRAGMA journal_mode = DELETE" });
    } finally {
      await target.close();
    }
  } finally {
    await from.close();
  }
}

/** Makes sure that a file's content is on disk before its name is. */
export async function toDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
