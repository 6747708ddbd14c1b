import { access, constants, mkdir } from "node:fs/promises";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { createDesignLog } from "../design-log";
import { StoreFailure } from "../failure";
import { PrismaClient } from "../generated/sqlite/client";
import { migrateStore } from "../migrate";
import { createPrismaCatalog } from "../prisma-catalog";
import type { Store } from "../store";
import { takeTurns } from "../turns";
import { databaseFile } from "./database-file";
import { lockDirectory } from "./directory-lock";
import { naming, openSqliteDriver, sqliteFailure } from "./driver";

/**
 * Opens the embedded store of a data directory, making it when it is not there.
 * Rejects with StoreFailure when another process has it, it is newer, unreadable, or the disk is full.
 */
export async function openSqliteStore(dataDirectory: string, migrations: string): Promise<Store> {
  await makeDirectory(dataDirectory);
  const lock = await lockDirectory(dataDirectory);
  const file = path.join(dataDirectory, databaseFile);
  try {
    const turns = takeTurns();
    const driver = await openSqliteDriver(file, turns);
    try {
      await migrateStore(driver, migrations);
    } catch (error) {
      await driver.close();
      throw error;
    }
    // Times in ISO text sort as they are and read well in any tool.
    const client = new PrismaClient({ adapter: new PrismaLibSql({ url: `file:${file}` }, { timestampFormat: "iso8601" }) });
    // Prisma wraps the driver's errors; naming each call keeps "disk full" a StoreFailure here too.
    const named: typeof turns = (work) => turns(() => naming(file, work));
    return {
      catalog: createPrismaCatalog(client, named),
      log: createDesignLog(driver),
      driver,
      explain: (error) => sqliteFailure(file, error),
      async close() {
        await client.$disconnect();
        await driver.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw sqliteFailure(file, error);
  }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StoreFailure("store-unreadable", `The data directory ${directory} cannot be read and written. Give this user permission, or set STRATA_DATA to another directory.`, { cause });
  }
}
