import { createHash, randomUUID } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { textOf, type SqlDriver } from "./driver";
import { StoreFailure } from "./failure";

/** Column for column what Prisma's own migrate keeps, so that `prisma migrate status` understands the database. */
const bookkeeping = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL,
    "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`,
} as const;

interface OwnMigration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads prisma/migrations/<provider>/NNNN_name/migration.sql in order. */
export async function readOwnMigrations(directory: string, provider: SqlDriver["provider"]): Promise<readonly OwnMigration[]> {
  const folder = path.join(directory, provider);
  const names = (await readdir(folder, { withFileTypes: true })).filter((e) => e.isDirectory()).map((e) => e.name).sort();
  return Promise.all(names.map(async (name) => {
    const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  }));
}

/**
 * Brings the database to this version: each migration in a transaction with its record.
 * Refuses a database that knows migrations this version does not, or whose applied migrations differ from ours.
 */
export async function migrateStore(driver: SqlDriver, directory: string): Promise<void> {
  const own = await readOwnMigrations(directory, driver.provider);
  const lock = driver.provider === "postgresql" ? [{ sql: "SELECT pg_advisory_xact_lock(7251908)::text" }] : [];
  await driver.transaction([...lock, { sql: bookkeeping[driver.provider] }]);
  const applied = await driver.read({ sql: `SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"` });
  for (const row of applied) {
    const name = textOf(row, "migration_name");
    const known = own.find((m) => m.name === name);
    if (known === undefined) {
      throw new StoreFailure("store-is-newer", `The data was written by a newer Strata (it has migration ${name}, unknown here). Update Strata, or set STRATA_DATA to another directory.`);
    }
    if (known.checksum !== textOf(row, "checksum")) {
      throw new StoreFailure("store-unreadable", `Migration ${name} of the store was changed after it had been applied. Install an unmodified Strata.`);
    }
  }
  const done = new Set(applied.map((row) => textOf(row, "migration_name")));
  for (const migration of own) {
    if (done.has(migration.name)) continue;
    const now = new Date().toISOString();
    await driver.script(migration.sql, [{
      sql: `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)`,
      args: [randomUUID(), migration.checksum, now, migration.name, now],
    }]);
  }
}
