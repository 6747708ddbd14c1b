import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { postgresUrl, temporaryDatabase } from "../testing/postgres";
import { temporaryDirectory } from "../testing/temporary";
import { migrationsDirectory } from "./migrations-directory";
import { openStore } from "./open-store";
import { openPostgresDriver } from "./postgresql/driver";
import { openSqliteDriver } from "./sqlite/driver";
import { openSqliteStore } from "./sqlite/store";
import { storeContract } from "./testing/contract";
import { takeTurns } from "./turns";

const migrations = migrationsDirectory();
const directory = await temporaryDirectory();

const embedded = path.join(directory, "contract");
storeContract("the embedded store", () => openSqliteStore(embedded, migrations), () => openSqliteDriver(path.join(embedded, "strata.db"), takeTurns()));

if (postgresUrl === undefined) describe.skip("the PostgreSQL store (set STRATA_TEST_POSTGRES_URL)", () => it("is skipped", () => undefined));
else {
  const databaseUrl = await temporaryDatabase(postgresUrl);
  storeContract("the PostgreSQL store", () => openStore({ dataDirectory: directory, databaseUrl, migrations }), () => openPostgresDriver(databaseUrl));
}

describe("opening a store that cannot be opened", () => {
  it("refuses a second process on the same directory by one line, and lets it in afterwards", async () => {
    const data = path.join(directory, "twice");
    const first = await openSqliteStore(data, migrations);
    await expect(openSqliteStore(data, migrations)).rejects.toMatchObject({ code: "store-in-use", message: expect.stringMatching(new RegExp(`process ${process.pid}`)) });
    await first.close();
    await (await openSqliteStore(data, migrations)).close();
  });

  it("refuses a file that is no database and leaves it alone", async () => {
    const data = path.join(directory, "garbage");
    await mkdir(data);
    await writeFile(path.join(data, "strata.db"), "this is not a database at all, but somebody's notes ".repeat(100));
    await expect(openSqliteStore(data, migrations)).rejects.toMatchObject({ code: "store-unreadable" });
  });

  it("refuses a directory that is a file", async () => {
    const data = path.join(directory, "file");
    await writeFile(data, "");
    await expect(openSqliteStore(data, migrations)).rejects.toMatchObject({ code: "store-unreadable", message: expect.stringContaining("STRATA_DATA") });
  });

  it.skipIf(process.getuid?.() === 0)("refuses a directory without permission", async () => {
    const data = path.join(directory, "forbidden");
    await mkdir(data);
    await chmod(data, 0o000);
    await expect(openSqliteStore(data, migrations)).rejects.toMatchObject({ code: "store-unreadable" });
  });

  it("names the address, never the password, of a PostgreSQL that does not answer", async () => {
    const opening = openStore({ dataDirectory: directory, databaseUrl: "postgresql://somebody:s3cret@127.0.0.1:9/strata", migrations });
    await expect(opening).rejects.toMatchObject({ code: "store-unreachable", message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:9\/strata does not answer/) });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") });
  });
});

describe("a full disk", () => {
  it("refuses the write by name, loses nothing and goes on when there is room again", async () => {
    const data = path.join(directory, "full");
    const store = await openSqliteStore(data, migrations);
    await store.log.append([{ designId: "d", update: new Uint8Array(10) }]);
    // SQLite's own limit stands for the disk's: the same error from the same place.
    const [pages] = await store.driver.read({ sql: "PRAGMA page_count" });
    await store.driver.read({ sql: `PRAGMA max_page_count = ${String(pages?.page_count)}` });
    const large = { designId: "d", update: new Uint8Array(1_000_000) };
    await expect(store.log.append([large])).rejects.toMatchObject({ code: "store-full", message: expect.stringContaining("Free some space") });
    expect((await store.log.read("d")).rows).toHaveLength(1);
    await store.driver.read({ sql: "PRAGMA max_page_count = 1000000" });
    await store.log.append([large]);
    expect((await store.log.read("d")).rows).toHaveLength(2);
    await store.close();
    expect(existsSync(path.join(data, "process.json"))).toBe(false);
  });
});
