import { PrismaPg } from "@prisma/adapter-pg";
import { createDesignLog } from "../design-log";
import { PrismaClient } from "../generated/postgresql/client";
import { migrateStore } from "../migrate";
import { createPrismaCatalog, isCatalogClient } from "../prisma-catalog";
import type { Store } from "../store";
import { noTurns } from "../turns";
import { openPostgresDriver, postgresFailure } from "./driver";

/** Opens the store in PostgreSQL. Rejects with StoreFailure when the server does not answer or the data is newer. */
export async function openPostgresStore(url: string, migrations: string): Promise<Store> {
  const driver = await openPostgresDriver(url);
  try {
    await migrateStore(driver, migrations);
  } catch (error) {
    await driver.close();
    throw error;
  }
  const client = new PrismaClient({ adapter: new PrismaPg(driver.pool) });
  if (!isCatalogClient(client)) throw new Error("The generated PostgreSQL client lacks a model");
  return {
    catalog: createPrismaCatalog(client, async (work) => {
      try {
        return await noTurns(work);
      } catch (error) {
        throw postgresFailure(url, error);
      }
    }),
    log: createDesignLog(driver),
    driver,
    explain: (error) => postgresFailure(url, error),
    async close() {
      await client.$disconnect();
      await driver.close();
    },
  };
}
