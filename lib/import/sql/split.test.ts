import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { lexisOf } from "./lexis";
import { splitSql } from "./split";
import { seed } from "../../model/testing/seed";

const psql = lexisOf({ scripts: "psql" });
const sqlite = lexisOf({ scripts: "sqlite3" });
const texts = (script: string, lexis = psql): string[] => splitSql(script, lexis).map((piece) => piece.text);

describe("splitting PostgreSQL scripts", () => {
  test("semicolons in quotes, comments and bodies do not end a statement", () => {
    const statements = [
      "SELECT ';', 'it''s;'", "SELECT E'\\';'", 'CREATE TABLE "a;""b" (id int)', "SELECT $$;$$, $x$ $$ ; $x$",
      "SELECT 1 /* ; /* ; */ ; */ + 1", "SELECT 1 -- ;\n + 1", "SELECT foo$1 FROM t", "SELECT $1",
    ];
    expect(texts(statements.join(";\n"))).toEqual(statements);
  });

  test("an atomic body is one statement even with CASE in it", () => {
    const body = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END";
    expect(texts(`${body}; SELECT 2;`)).toEqual([body, "SELECT 2"]);
  });

  test("the actions of a rule stay together, and a missing parenthesis elsewhere costs only its statement", () => {
    const rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))";
    expect(texts(`${rule}; CREATE TABLE broken (id int; CREATE TABLE fine (id int)`))
      .toEqual([rule, "CREATE TABLE broken (id int", "CREATE TABLE fine (id int)"]);
  });

  test("BEGIN of a transaction is a statement of its own", () => {
    expect(texts("BEGIN; CREATE TABLE a (id int); END;")).toEqual(["BEGIN", "CREATE TABLE a (id int)", "END"]);
  });

  test("rows of a COPY are counted and never read as SQL", () => {
    const script = "COPY public.t (a, b) FROM stdin;\n1\tit's;\n2\t\\N\n\\.\n\nSELECT 1;\n";
    expect(splitSql(script, psql).map(({ kind, text, line }) => [kind, text, line])).toEqual([
      ["statement", "COPY public.t (a, b) FROM stdin", 1], ["data", "2", 2], ["statement", "SELECT 1", 6],
    ]);
  });

  test("lines for psql are told apart from statements", () => {
    const script = "\\restrict abc\nSELECT 1 \\g\n\\connect db\nSELECT 2;";
    expect(splitSql(script, psql).map(({ kind, text }) => `${kind} ${text}`))
      .toEqual(["command \\restrict abc", "statement SELECT 1", "command \\g", "command \\connect db", "statement SELECT 2"]);
  });

  test("an open quote, comment or body is reported on the piece it swallowed", () => {
    for (const open of ["SELECT 'abc", "SELECT $a$ x", "SELECT 1 /* x", "/* x"]) {
      expect(splitSql(`SELECT 0;\n${open};\n`, psql).map(({ closed, line }) => [closed, line])).toEqual([[true, 1], [false, 2]]);
    }
  });
});

describe("splitting SQLite scripts", () => {
  test("a trigger ends at END after its last statement", () => {
    const trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; SELECT 1; END";
    expect(texts(`${trigger};\nCREATE TABLE b(id);`, sqlite)).toEqual([trigger, "CREATE TABLE b(id)"]);
  });

  test("bracketed and backticked names hold anything, and comments do not nest", () => {
    expect(texts("CREATE TABLE [a;'b] (x); CREATE TABLE `c;d` (x); /* /* */ SELECT 1", sqlite))
      .toEqual(["CREATE TABLE [a;'b] (x)", "CREATE TABLE `c;d` (x)", "SELECT 1"]);
  });

  test("dot commands are lines for the shell", () => {
    expect(splitSql(".mode box\nSELECT 1.5;\n", sqlite).map((piece) => piece.kind)).toEqual(["command", "statement"]);
  });
});

describe("splitting anything", () => {
  const fragment = fc.constantFrom(
    "SELECT 1", "'a;b'", '"c;d"', "$$", "$x$", "/*", "*/", "--", "\n", ";", "(", ")", "E'\\'", "BEGIN ATOMIC", "END", "CASE",
    "CREATE FUNCTION f()", "CREATE TRIGGER t", "CREATE RULE r", "COPY t FROM stdin;", "\\.", "\\g", "[", "]", "`", " ", "é", "日本", ".x", "$1", "1.5e3",
  );
  const anyText = fc.oneof(fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join("")), fc.string({ maxLength: 80 }));

  test("every piece stands at its offset on its line, in order, and none is lost after the last", () => {
    fc.assert(fc.property(anyText, fc.constantFrom(psql, sqlite), (script, lexis) => {
      let end = 0;
      for (const piece of splitSql(script, lexis)) {
        expect(piece.offset).toBeGreaterThanOrEqual(end);
        if (piece.kind !== "data") {
          expect(script.startsWith(piece.text, piece.offset)).toBe(true);
          end = piece.offset + piece.text.length;
        }
        expect(piece.line).toBe(script.slice(0, piece.offset).split("\n").length);
      }
    }), { seed, numRuns: 400 });
  });

  test("closed statements joined by semicolons come back as they were", () => {
    const closed = fc.constantFrom(
      "CREATE TABLE a (x text DEFAULT 'a;''b')", 'SELECT "x;y"', "SELECT $b$ ; $$ $b$", "SELECT /* ; */ 1", "DO $$ BEGIN; END; $$",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; END", "SELECT E'a\\';b'",
    );
    fc.assert(fc.property(fc.array(closed, { minLength: 1, maxLength: 12 }), fc.constantFrom(";", ";\n", "; -- x;\n", " ;/* ; */\n"), (statements, glue) => {
      expect(texts(statements.join(glue))).toEqual(statements);
    }), { seed });
  });

  test("twenty megabytes of hostile text are split in one pass", { timeout: 30_000 }, () => {
    const size = 20 * 1024 * 1024;
    // A pass that grew faster than the text would run for minutes here and meet the time limit of the test.
    for (const unit of ["a;", "(", "/*", "/**/", "$a$b", "'", "*/;", "[", "COPY a FROM stdin;\n", "\\g\n"]) {
      const script = unit.repeat(Math.floor(size / 8 / unit.length));
      expect(splitSql(script, psql).length > 0).toBe(unit !== "/**/");
    }
    expect(splitSql("/*".repeat(size / 8) + "*/".repeat(size / 8), psql)).toEqual([]);
  });
});
