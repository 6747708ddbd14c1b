import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectFolderTool, findFolderTool, type FolderReading } from "../../import/migrations-folder";
import { lexisOf } from "../../import/sql/lexis";
import { seed } from "../../model/testing/seed";
import { parseMigration, type MigrationFile } from "../../plan/migration-file";
import { mysql } from "../../targets/mysql";
import { postgresql } from "../../targets/postgresql";
import { sqlite } from "../../targets/sqlite";
import { exportMigrations, migrationTools, type MigrationTool } from "./index";
import { hostileStatement, releasedOf } from "./testing/hostile";

const targets = { postgresql, sqlite, mysql };

function readBack(tool: MigrationTool, files: readonly MigrationFile[], target: typeof postgresql): FolderReading | "refused" {
  const exported = exportMigrations(tool, files, target.capabilities);
  // What a tool's format has no words for is said, not written wrongly.
  if (exported.diagnostics.length > 0) return "refused";
  const folder = exported.files.map(({ path, text }) => ({ path, text }));
  expect(detectFolderTool(folder)?.id).toBe(tool.id);
  return findFolderTool(tool.id)?.read(folder, lexisOf(target.capabilities)) ?? expect.fail(`no reader for ${tool.id}`);
}

describe.each(migrationTools.map((tool) => [tool.id, tool] as const))("%s", (_id, tool) => {
  test.each(["postgresql", "sqlite", "mysql"] as const)("reads back as what was written, whatever the statements hold (%s)", (language) => {
    const target = targets[language];
    const statements = fc.array(hostileStatement(language), { minLength: 1, maxLength: 3 });
    const history = fc.array(fc.tuple(statements, fc.oneof(statements, fc.constant<string[]>([])), fc.boolean()), { minLength: 1, maxLength: 3 });
    let refused = 0;
    fc.assert(fc.property(history, (migrations) => {
      const files = migrations.map(([up, down, transaction], i) => releasedOf(`00${i + 1}_change_things.sql`, up, down, transaction));
      const expected = files.map((file) => {
        const parsed = parseMigration(file);
        return parsed.ok ? parsed.value : expect.fail(JSON.stringify(parsed.diagnostics));
      });
      const read = readBack(tool, files, target);
      if (read === "refused") { refused += 1; return; }
      expect(read.diagnostics).toEqual([]);
      const plain = (sql: string): string => sql.replaceAll("\r\n", "\n").trim();
      expect(read.migrations.flatMap(({ up }) => up.map(({ sql }) => plain(sql)))).toEqual(expected.flatMap(({ up }) => up.map(plain)));
      expect(read.migrations.toReversed().flatMap(({ down }) => down.map(({ sql }) => plain(sql)))).toEqual(expected.toReversed().flatMap(({ down }) => down.map(plain)));
    }), { seed, numRuns: 150 });
    expect(refused).toBeLessThan(tool.id === "liquibase" ? 120 : 1);
  });
});
