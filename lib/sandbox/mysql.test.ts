import { describe, expect, test } from "vitest";
import { describeSandbox } from "./testing/contract";
import { openTestMysql, testServers } from "./testing/mysql-server";

for (const { name, version, url } of testServers) {
  describe.skipIf(url === undefined)(name, () => {
    describeSandbox("MySQL", () => openTestMysql(url), {
      createTable: "CREATE TABLE contract_a (id INTEGER)",
      insert: "INSERT INTO contract_a VALUES (1)",
      count: "SELECT count(*) AS n FROM contract_a",
      refused: "SELECT 1;\nSELECT * FROM nowhere",
      mess: `CREATE VIEW v AS SELECT 1 AS x; CREATE TABLE w (x INT); CREATE TRIGGER r AFTER INSERT ON w FOR EACH ROW BEGIN SET @a = 1; END;
        CREATE PROCEDURE p() SELECT 1; CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1; CREATE TEMPORARY TABLE z (x INT); LOCK TABLES w WRITE`,
      heavy: "ALTER TABLE contract_a MODIFY id BIGINT",
    });

    test("the cheapest way the engine takes is found, and what it locks", async () => {
      const sandbox = await openTestMysql(url);
      await sandbox.run("CREATE TABLE p (id INT PRIMARY KEY, a INT, t VARCHAR(20)); INSERT INTO p VALUES (1, 1, 'x')");
      const ways: string[] = [];
      for (const clause of ["ADD COLUMN b INT", "ADD INDEX i (a)", "ADD FULLTEXT INDEX f (t)", "MODIFY a BIGINT"]) {
        const { algorithm, lock, rewrites } = await sandbox.measure(`ALTER TABLE p ${clause}`);
        ways.push([clause, algorithm, lock, rewrites.join()].join(" "));
      }
      expect(ways).toEqual(["ADD COLUMN b INT INSTANT NONE ", "ADD INDEX i (a) INPLACE NONE ", expect.stringMatching(/^ADD FULLTEXT INDEX f \(t\) INPLACE SHARED/), "MODIFY a BIGINT COPY SHARED p"]);
      expect(await sandbox.measure("ALTER TABLE p DROP COLUMN b")).toMatchObject({ algorithm: expect.any(String) });
      await sandbox.close();
    });

    test("a statement that hangs is ended, and the sandbox goes on", async () => {
      const sandbox = await openTestMysql(url, { limits: { statement: 2000 } });
      await expect(sandbox.run("SELECT SLEEP(20)")).rejects.toThrow("took longer than 2 s");
      await sandbox.reset();
      expect(await sandbox.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
      await sandbox.close();
    });

    test("a database left behind is dropped by the next sandbox, those in use stay", async () => {
      const [one, dead] = [await openTestMysql(url), await openTestMysql(url)];
      const nameOf = async (sandbox: typeof one): Promise<unknown> => (await sandbox.query("SELECT DATABASE() AS name"))[0]?.["name"];
      const [kept, left] = [await nameOf(one), await nameOf(dead)];
      // As when its process dies: the lock is gone, the database is not.
      await dead.query("SELECT RELEASE_ALL_LOCKS()");
      const next = await openTestMysql(url);
      const names = (await next.query("SELECT schema_name AS name FROM information_schema.schemata")).map((row) => row["name"]);
      expect([names.includes(kept), names.includes(left)]).toEqual([true, false]);
      for (const sandbox of [one, dead, next]) await sandbox.close();
    });

    test("a server of the other flavour does not stand in", async () => {
      await expect(openTestMysql(url, { version: version.startsWith("mariadb") ? "9.7" : "mariadb-10.11" })).rejects.toThrow("does not stand in for");
    });

    test("a refusal says where", async () => {
      const sandbox = await openTestMysql(url);
      const sql = "CREATE TABLE a (b INT);\nCREATE TABEL c (d INT)";
      const error: unknown = await sandbox.run(sql).then(() => undefined, (e: unknown) => e);
      expect(error).toMatchObject({ detail: { code: "42000", position: sql.indexOf("TABEL") + 1 } });
      await sandbox.close();
    });
  });
}
