import { describe, expect, test } from "vitest";
import { lintFiles } from "../lint";
import { detectFraming } from "./detect";

/** Codes of a rule that tells whether a transaction is open, and one that tells what was read. */
async function codes(name: string, text: string, direction: "up" | "down" | "both" = "up"): Promise<string[]> {
  const { findings } = await lintFiles([{ name, text }], { technology: "postgresql", version: 18, direction, only: ["ban-concurrent-index-creation-in-transaction", "ban-drop-table"] });
  return findings.map(({ line, code }) => `${line} ${code}`);
}

const index = "CREATE INDEX CONCURRENTLY i ON t (a);";
const inTransaction = "ban-concurrent-index-creation-in-transaction";

describe("migration files of other tools", () => {
  test("each is told by its marks or its name", () => {
    const tools: readonly (readonly [file: string, text: string, tool: string])[] = [
      ["a.sql", "-- +migrate Up\nSELECT 1;", "sql-migrate"], ["a.sql", "-- +goose Up\nSELECT 1;", "goose"], ["a.sql", "-- migrate:up\nSELECT 1;", "dbmate"],
      ["a.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;", "liquibase"], ["db/0001_a.up.sql", "SELECT 1;", "golang-migrate"],
      ["V2__a.sql", "SELECT 1;", "flyway"], ["R__views.sql", "SELECT 1;", "flyway"], ["prisma/migrations/20260101000000_a/migration.sql", "SELECT 1;", "prisma"],
      ["a.sql", "-- atlas:txmode none\nSELECT 1;", "atlas"], ["0001_a.sql", "SELECT 1;\n--> statement-breakpoint\nSELECT 2;", "drizzle"], ["a.sql", "SELECT 1;", "plain"],
    ];
    for (const [file, text, tool] of tools) expect(detectFraming(file, text).tool, `${file}: ${text}`).toBe(tool);
  });

  test("only the wanted direction is looked at, with the lines of the file", async () => {
    const text = "-- +migrate Up\nDROP TABLE a;\n\n-- +migrate Down\nDROP TABLE b;\n";
    expect(await codes("a.sql", text)).toEqual(["2 ban-drop-table"]);
    expect(await codes("a.sql", text, "down")).toEqual(["5 ban-drop-table"]);
    expect(await codes("a.sql", text, "both")).toEqual(["2 ban-drop-table", "5 ban-drop-table"]);
    expect((await lintFiles([{ name: "1_a.down.sql", text: "DROP TABLE a;" }], { technology: "postgresql", version: 18 })).files[0]?.skipped).toBe(true);
  });

  test("what refuses a transaction is found where the tool opens one, and only there", async () => {
    const two = `SELECT 1;\n${index}`;
    const cases: readonly (readonly [name: string, text: string, found: boolean])[] = [
      ["a.sql", `-- +migrate Up\n${index}`, true], ["a.sql", `-- +migrate Up notransaction\n${index}`, false],
      ["a.sql", `-- +goose Up\n${index}`, true], ["a.sql", `-- +goose NO TRANSACTION\n-- +goose Up\n${index}`, false],
      ["a.sql", `-- migrate:up\n${index}`, true], ["a.sql", `-- migrate:up transaction:false\n${index}`, false], ["a.sql", `-- migrate:up transaction:false\n${two}`, true],
      ["1_a.up.sql", index, false], ["1_a.up.sql", two, true], ["V1__a.sql", index, false], ["V1__a.sql", two, true],
      ["a.sql", `--liquibase formatted sql\n--changeset a:1\n${index}`, true], ["a.sql", `--liquibase formatted sql\n--changeset a:1 runInTransaction:false\n${index}`, false],
      ["20260101000000_a/migration.sql", index, false], ["20260101000000_a/migration.sql", two, true], ["a.sql", two, false],
    ];
    for (const [name, text, found] of cases) expect((await codes(name, text)).some((code) => code.endsWith(inTransaction)), `${name}: ${text}`).toBe(found);
  });

  test("rollback lines of Liquibase are its way down; placeholders stand for names", async () => {
    const text = "--liquibase formatted sql\n--changeset a:1\nALTER TABLE ${schema}.a ADD COLUMN b int;\n--rollback DROP TABLE ${schema}.a;\n";
    expect(await codes("a.sql", text)).toEqual([]);
    expect(await codes("a.sql", text, "down")).toEqual(["4 ban-drop-table"]);
  });

  test("bodies in StatementBegin and dollar quotes are one statement", async () => {
    const text = "-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; END $$;\n-- +goose StatementEnd\nDROP TABLE b;\n";
    expect(await codes("a.sql", text)).toEqual(["5 ban-drop-table"]);
  });
});
