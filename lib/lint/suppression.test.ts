import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "./finding";
import { lintFiles } from "./lint";
import { seed } from "../model/testing/seed";

async function lint(text: string): Promise<readonly Finding[]> {
  return (await lintFiles([{ name: "a.sql", text }], { technology: "postgresql", version: 18 })).findings;
}

const brief = (findings: readonly Finding[]): string[] => findings.filter(({ severity }) => severity !== "info").map(({ line, code }) => `${line} ${code}`);

describe("suppressions", () => {
  test("one without a reason switches nothing off and is a finding", async () => {
    expect(brief(await lint("-- strata-lint-disable-next-line ban-drop-table\nDROP TABLE a;"))).toEqual(["1 suppression-without-reason", "2 ban-drop-table"]);
    expect(brief(await lint("-- strata-lint-disable-next-line ban-drop-table:  \nDROP TABLE a;"))).toEqual(["1 suppression-without-reason", "2 ban-drop-table"]);
  });

  test("an unused one, one of an unknown rule and one without a rule are findings", async () => {
    expect(brief(await lint("-- strata-lint-disable-next-line ban-drop-column: gone already\nDROP TABLE a;"))).toEqual(["1 suppression-unused", "2 ban-drop-table"]);
    expect(brief(await lint("-- strata-lint-disable-next-line ban-drop-tables: gone already\nSELECT 1;"))).toEqual(["1 suppression-of-unknown-rule"]);
    expect(brief(await lint("-- strata-lint-disable-file : because\nSELECT 1;"))).toEqual(["1 suppression-without-code"]);
  });

  test("a file's counts everywhere in it, under an alias and for several codes too", async () => {
    expect(brief(await lint("DROP TABLE a;\n-- strata-lint-disable-file ban-drop-table, E6: nobody uses them\nDROP TABLE b;\nCREATE INDEX ON t (a);"))).toEqual([]);
  });

  test("it reaches over comments and empty lines to the whole statement, not to the next", async () => {
    const text = "-- strata-lint-disable-next-line ban-drop-column: moved to profiles\n-- ticket 7\n\nALTER TABLE a\n  DROP COLUMN b;\nALTER TABLE a\n  DROP COLUMN c;";
    expect(brief(await lint(text))).toEqual(["6 ban-drop-column"]);
  });

  test("inside a statement it is for one line; inside a string it is nothing", async () => {
    expect(brief(await lint("ALTER TABLE a\n  DROP COLUMN b,\n  -- strata-lint-disable-next-line ban-drop-column: moved\n  DROP COLUMN c;"))).toEqual(["1 ban-drop-column"]);
    expect(brief(await lint("SELECT '\n-- strata-lint-disable-file ban-drop-table: x\n';\nDROP TABLE a;"))).toEqual(["4 ban-drop-table"]);
  });

  test("what the grammar refuses can be switched off too", async () => {
    expect(brief(await lint("-- strata-lint-disable-next-line syntax-error: PostgreSQL 19\nREPACK orders;"))).toEqual([]);
  });
});

const statement = fc.constantFrom(
  "DROP TABLE a;", "ALTER TABLE a DROP COLUMN b;", "CREATE INDEX ON a (b);", "ALTER TABLE \"Ä 👩\" ALTER COLUMN c SET NOT NULL;", "UPDATE a SET b = 'é';", "BEGIN;", "COMMIT;",
  "ALTER TABLE a\n  ADD COLUMN d int NOT NULL,\n  RENAME TO;", "SELECT 1;", "CREATE TABLE n (t varchar(3));", "/* one\n two */ TRUNCATE a;", "VACUUM FULL;", "SELECT 'open", "CREATE TABEL x;", "\\set x 1",
);
const script = fc.array(statement, { maxLength: 8 }).map((list) => list.join("\n"));

describe("any script", () => {
  test("has its findings inside itself, each with an order of places", async () => {
    await fc.assert(fc.asyncProperty(script, async (text) => {
      const lines = text.split("\n");
      for (const { line, column, endLine, endColumn } of await lint(text)) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
        expect(endLine).toBeLessThanOrEqual(lines.length);
      }
    }), { seed, numRuns: 100 });
  });

  test("loses exactly the findings of a code when the file switches it off", async () => {
    await fc.assert(fc.asyncProperty(script, fc.nat(), async (text, pick) => {
      // A last line that the suppression stands on; an open string in front would swallow it.
      fc.pre(!text.includes("'open") && !text.includes("\\set"));
      const found = await lint(text);
      const chosen = found[pick % Math.max(1, found.length)];
      fc.pre(chosen !== undefined);
      const code = chosen?.code ?? "";
      const after = await lint(`${text}\n-- strata-lint-disable-file ${code}: tested`);
      expect(after.map((finding) => `${finding.line} ${finding.code}`)).toEqual(found.filter((finding) => finding.code !== code && !finding.aliases.includes(code)).map((finding) => `${finding.line} ${finding.code}`));
    }), { seed, numRuns: 100 });
  });
});
