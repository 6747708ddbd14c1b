import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@libsql/client";
import { StoreFailure } from "../failure";
import { sqliteFailure } from "./driver";

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one process at a time has a data directory. The lock is the operating system's, held through an
 * exclusive lock of SQLite on lock.db: it ends with its process however that ends, so there is no stale lock to judge,
 * and it holds between containers that share a volume, where process ids mean nothing. `process.json` is for the message.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const file = path.join(directory, "lock.db");
  const note = path.join(directory, "process.json");
  let client: ReturnType<typeof createClient> | undefined;
  try {
    client = createClient({ url: `file:${file}`, concurrency: 1 });
    // With this mode the lock outlives the transaction that takes it.
    await client.execute("PRAGMA locking_mode = EXCLUSIVE");
    await client.batch(["PRAGMA user_version = 1"], "write");
  } catch (error) {
    client?.close();
    const failure = sqliteFailure(file, error);
    if (failure instanceof StoreFailure && failure.code === "store-in-use") throw await inUse(directory, note, error);
    throw failure;
  }
  const held = client;
  await writeFile(note, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return {
    async release() {
      await rm(note, { force: true });
      // The driver closes its file only when it is collected as garbage, so the lock is given back by hand.
      await held.execute("PRAGMA locking_mode = NORMAL");
      await held.execute("SELECT count(*) FROM sqlite_master");
      held.close();
    },
  };
}

async function inUse(directory: string, note: string, cause: unknown): Promise<StoreFailure> {
  const who = await readFile(note, "utf8").then((text) => / *"pid": *(\d+)/.exec(text)?.[1], () => undefined);
  const by = who === undefined ? "another process" : `another Strata (process ${who})`;
  return new StoreFailure("store-in-use", `The data directory ${directory} is in use by ${by}. Stop it, or set STRATA_DATA to another directory.`, { cause });
}
