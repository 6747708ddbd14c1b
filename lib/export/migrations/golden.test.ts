import { expect, test } from "vitest";
import { mysql } from "../../targets/mysql";
import { postgresql } from "../../targets/postgresql";
import { sqlite } from "../../targets/sqlite";
import { exportMigrations, findMigrationTool, migrationTools } from "./index";
import { releasedOf } from "./testing/hostile";
import { mysqlHistory, postgresqlHistory, sqliteHistory } from "./testing/history";

const histories = [["postgresql", postgresql, postgresqlHistory], ["sqlite", sqlite, sqliteHistory], ["mysql", mysql, mysqlHistory]] as const;

for (const [name, target, history] of histories) {
  test.each(migrationTools.map((tool) => [tool.id, tool] as const))(`%s is written for ${name} as the golden file says, twice the same`, async (id, tool) => {
    const { files, diagnostics } = exportMigrations(tool, history, target.capabilities);
    expect(diagnostics).toEqual([]);
    expect(exportMigrations(tool, history, target.capabilities).files).toEqual(files);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    await expect(files.map(({ path, text }) => `==> ${path}\n${text}`).join("\n")).toMatchFileSnapshot(`../golden/migrations/${id}.${name}.txt`);
  });

  test.each(migrationTools.map((tool) => [tool.id, tool] as const))(`a longer history changes no file of %s for ${name}`, (_id, tool) => {
    const all = exportMigrations(tool, history, target.capabilities).files.filter(({ of }) => of !== undefined);
    for (let length = 1; length < history.length; length += 1) {
      const part = exportMigrations(tool, history.slice(0, length), target.capabilities).files.filter(({ of }) => of !== undefined);
      expect(all.slice(0, part.length)).toEqual(part);
    }
  });
}

test("the native format gives back the released bytes", () => {
  const odd = [{ name: "1_x.sql", content: "-- +migrate Up\r\nSELECT 1 ;  \r\n" }];
  const tool = findMigrationTool("sql-migrate") ?? expect.fail();
  expect(exportMigrations(tool, odd, sqlite.capabilities).files.filter(({ of }) => of !== undefined)).toMatchObject([{ path: "1_x.sql", text: odd[0]?.content }]);
});

test("files that were there before Strata stay as they are, and what comes after goes on from them", () => {
  const earlier = [
    { name: "versions/abc_first.py", content: "revision = 'abc'\ndown_revision = None\ndef upgrade():\n    pass\n" },
    { name: "versions/def_second.py", content: "revision = 'def'\ndown_revision = 'abc'\ndef upgrade():\n    pass\n" },
  ];
  const tool = findMigrationTool("alembic") ?? expect.fail();
  const { files } = exportMigrations(tool, [...earlier, releasedOf("003_add_x.sql", ["SELECT 1"], [])], sqlite.capabilities);
  expect(files.slice(0, 2)).toEqual(earlier.map(({ name, content }) => ({ of: name, path: name, text: content })));
  expect(files[2]?.path).toBe("versions/0003_add_x.py");
  expect(files[2]?.text).toContain("down_revision = \"def\"");
});

test("what a tool has no words for is said with the file, not written wrongly", () => {
  const tool = findMigrationTool("liquibase") ?? expect.fail();
  const { diagnostics } = exportMigrations(tool, [releasedOf("001_x.sql", ["SELECT '\n--rollback DROP TABLE x\n'"], [])], sqlite.capabilities);
  expect(diagnostics.map(({ code, place }) => [code, place?.file])).toEqual([["migration-not-expressible", "001_x.sql"]]);
});
