import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { migrationStatements, parseMigration, renderMigration, withoutHazards } from "./migration-file";
import type { PlannedMigration, Step } from "./plan";
import { seed } from "../model/testing/seed";

const step = (up: readonly string[], down: readonly string[], rest: Partial<Step> = {}): Step => ({
  changes: [], title: "A step", up: up.map((sql) => ({ sql })), down: down.map((sql) => ({ sql })),
  produces: [], consumes: [], destroys: [], hazards: [], reversibility: { kind: "lossless" }, ...rest,
});
const planned = (steps: readonly Step[], rest: Partial<PlannedMigration> = {}): PlannedMigration => ({
  slug: "a", title: "A title", transaction: true, steps, reversibility: { kind: "lossless" }, ...rest,
});
const parsed = (content: string) => parseMigration({ name: "001_a.sql", content });

describe("a migration file", () => {
  it("reads back as the statements it was written from, whatever they hold", () => {
    const piece = fc.constantFrom(
      "SELECT 1", "'a;b'", "$$ begin; end $$", "\"x;\"", "\n", "-- note\n", "/* ; */", " ", ";\n", "'-- +migrate Down'", "'\n-- +migrate Down\n'", "$f$\n--x\n$f$", "E'\\';'", "END",
    );
    const statement = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => `SELECT ${parts.join("")}`);
    fc.assert(fc.property(fc.array(statement, { maxLength: 4 }), fc.array(statement, { maxLength: 3 }), fc.boolean(), (up, down, transaction) => {
      const migration = planned([step(up, down)], { transaction });
      const result = parsed(renderMigration(migration, "001_a.sql").content);
      if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
      const shifted = (sql: string): string => sql.replaceAll(/^--/gm, " --");
      expect(result.value.up).toEqual(migrationStatements(migration, "up").map(shifted));
      expect(result.value.down).toEqual(migrationStatements(migration, "down").map(shifted));
      expect(result.value.transaction).toEqual({ up: transaction, down: transaction });
    }), { seed, numRuns: 500 });
  });

  it("keeps its head to comments of one line that show what they say, whatever the names hold", () => {
    const name = "x\n-- +migrate Up\nDROP TABLE y;\r\u2028\u0085--\u001b[2J\u202eevil\u2069";
    const hazard = { kind: "lock", code: "c", severity: "warning", message: `Locks ${name}` } as const;
    const migration = planned([step(["SELECT 1"], ["SELECT 2"], { hazards: [hazard] })], { title: `Create ${name}`, reversibility: { kind: "lossy", what: name } });
    const { content } = renderMigration(migration, "001_a.sql");
    const head = content.split(/[\n\r\u0085\u2028\u2029]/).slice(0, 6);
    expect(head.map((line) => line.slice(0, 10))).toEqual(["-- Create ", "-- Down is", "", "-- +migrat", "-- hazard:", "SELECT 1;"]);
    // oxlint-disable-next-line no-control-regex
    expect(content).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    expect(parsed(content)).toMatchObject({ ok: true, value: { up: ["SELECT 1"], down: ["SELECT 2"] } });
  });

  it("runs its steps backwards in down", () => {
    const migration = planned([step(["CREATE TABLE a ()"], ["DROP TABLE a"]), step(["CREATE TABLE b ()"], ["DROP TABLE b"])]);
    expect(migrationStatements(migration, "down")).toEqual(["DROP TABLE b", "DROP TABLE a"]);
  });

  it("gives what may share a transaction one of its own where the file has none", () => {
    const outside = { transaction: "outside" as const };
    const migration = planned([{ ...step([], []), up: [{ sql: "PRAGMA a", ...outside }, { sql: "CREATE" }, { sql: "DROP" }, { sql: "PRAGMA b", ...outside }] }], { transaction: false });
    expect(migrationStatements(migration, "up")).toEqual(["PRAGMA a", "BEGIN", "CREATE", "DROP", "COMMIT", "PRAGMA b"]);
    expect(renderMigration(migration, "x.sql").content).toContain("-- +migrate Up notransaction");
  });

  it("says at its head what down cannot give back, and above a statement what it costs", () => {
    const migration = planned([step(["DROP TABLE a"], ["CREATE TABLE a ()"], {
      hazards: [{ code: "drop-table-loses-rows", kind: "loss", severity: "warning", message: "All rows of a\nare lost." }],
    })], { reversibility: { kind: "lossy", what: "all rows of a" } });
    expect(renderMigration(migration, "x.sql").content.split("\n").slice(0, 6)).toEqual([
      "-- A title", "-- Down is lossy: all rows of a", "", "-- +migrate Up", "-- hazard: warning, loss (drop-table-loses-rows): All rows of a are lost.", "DROP TABLE a;",
    ]);
  });

  it("is the same file with and without its hazards to a runner, and to a proof", () => {
    const hazard = { code: "c", kind: "scan", severity: "info", message: "Reads a." } as const;
    const migration = planned([step(["SELECT 1", "SELECT '\n-- hazard: of my own'"], ["SELECT 2"])]);
    const bare = renderMigration(migration, "x.sql", []);
    const annotated = renderMigration(migration, "x.sql", [
      { ...hazard, direction: "up", statement: 1, evidence: "measured", observed: "AccessExclusive on a" }, { ...hazard, direction: "down", statement: 0 },
    ]);
    expect(annotated.content.split("\n").filter((line) => line.startsWith("-- hazard:"))).toEqual([
      "-- hazard: info, scan, measured (c): Reads a. Seen: AccessExclusive on a.", "-- hazard: info, scan (c): Reads a.",
    ]);
    expect(parsed(annotated.content)).toEqual(parsed(bare.content));
    expect(withoutHazards(annotated.content)).toBe(bare.content);
    expect(withoutHazards(bare.content)).toBe(bare.content);
  });

  it("names the points to go on from where each statement commits by itself", () => {
    const content = renderMigration(planned([step(["SELECT 1", "SELECT 2"], ["SELECT 3"])], { resumable: true }), "x.sql").content;
    expect(content.split("\n").filter((line) => line.includes("resume point"))).toEqual([
      expect.stringMatching(/^-- Each statement commits by itself: .*resume point/), "-- resume point 1 of 2", "-- resume point 2 of 2",
    ]);
  });

  it.each([
    ["SELECT 1;\n-- +migrate Up\n", "migration-statement-before-up", 1],
    ["-- +migrate Up\nSELECT 1\n", "migration-statement-unfinished", 2],
    ["-- +migrate Up\nSELECT 1;\n-- +migrate Down\n-- +migrate StatementBegin\nSELECT 2;\n", "migration-bracket-unclosed", 4],
    ["-- +migrate Up\n-- +migrate StatementEnd\n", "migration-bracket-unopened", 2],
    ["-- +migrate Up fast\n", "migration-option-unknown", 1],
    ["-- +migrate Upp\n", "migration-annotation-unknown", 1],
    ["-- +migrate Down\nSELECT 1;\n", "migration-without-up", 1],
  ])("is refused with its line: %j", (content, code, line) => {
    const result = parsed(content);
    expect(result.diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.place?.line])).toContainEqual([code, line]);
    expect(result.ok).toBe(false);
  });

  it("is read with comments behind semicolons, several blocks and Windows line ends", () => {
    const result = parsed("-- a\r\n-- +migrate Up\r\nSELECT 1; -- one\r\nSELECT\r\n 2;\r\n-- +migrate Down\r\nSELECT 3;\r\n-- +migrate Up\r\nSELECT 4;\r\n");
    expect(result).toMatchObject({ ok: true, value: { up: ["SELECT 1", "SELECT\n 2", "SELECT 4"], down: ["SELECT 3"] } });
  });
});
