import { describe, expect, test } from "vitest";
import { mapIds } from "../../diff";
import { plan } from "../../plan";
import type { Sandbox } from "../../sandbox/sandbox";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { mysql } from "./index";

/** Column lists of one table before and after, and the order that up leads to: columns that stay keep theirs, since nothing moves them. */
const pairs: readonly (readonly [before: string, after: string, order: string])[] = [
  ["a int, b int, c int", "z int, a int, y int, x int, b int, c int, w int", "id z a y x b c w"],
  ["a int, b int, c int", "c int, n int, a int", "id a c n"],
  ["a int, b int", "a int, u varchar(36) NOT NULL DEFAULT (uuid()), b int", "id a u b"],
  ["a int, b int, g int AS (a + 1) STORED", "a int, h int AS (b + 1) VIRTUAL, b int, g int AS (a + 1) STORED", "id a h b g"],
];

async function names(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.introspect()).schema.tables.flatMap(({ columns }) => columns.map(({ name }) => name));
}

describe.each(testServers)("columns that are added on $name", ({ version, url }) => {
  test.skipIf(url === undefined)("stand where they are drawn, and come back to where they were", async () => {
    const sandbox = await openTestMysql(url);
    for (const [before, after, order] of pairs) {
      const load = async (columns: string) => {
        await sandbox.reset();
        await sandbox.run(`CREATE TABLE t (id int PRIMARY KEY, ${columns})`);
        return (await sandbox.introspect()).schema;
      };
      const goal = mapIds(await load(after), (id) => `goal ${id}`);
      const base = await load(before);
      const steps = plan({ target: mysql, version, base, goal }).migrations.flatMap((migration) => migration.steps);
      const start = base.tables.flatMap(({ columns }) => columns.map(({ name }) => name));
      for (const statement of steps.flatMap(({ up }) => up)) await sandbox.run(statement.sql);
      // MariaDB would copy a table with generated columns for a place.
      if (!version.startsWith("mariadb") || !before.includes(" AS ")) expect((await names(sandbox)).join(" ")).toBe(order);
      for (const statement of steps.toReversed().flatMap(({ down }) => down)) await sandbox.run(statement.sql);
      expect(await names(sandbox)).toEqual(start);
    }
    await sandbox.close();
  });
});
