import fc from "fast-check";
import { renderMigration, type MigrationFile } from "../../../plan/migration-file";
import type { PlannedMigration, Step } from "../../../plan/plan";

/** Pieces of statements that a careless format would break on; each is whole for the database's own reader. */
const common = [
  " x", "'a;b'", "'it''s'", "'${x} #{y} {{z}}'", "'\"\"\"'", "''''''''", "'\\'", "'\\\\n \\u0041'", "'?'", "'\\?'", "':name ::x \\:y %s %% %(a)s'", "'`'", "\"x;\"", "\"q\"\"q\"", "\n", "\n\n", "\n  ", "\t",
  "/* ; ' */", "'-- +migrate Down'", "'\n-- migrate:down\n'", "'\n-- +goose Down\nx'", "'a -- b'", " -- note\n", "'GO\n'", "'\nSQL\nEND\n'", "'a\rb'", "'\u2028\u200b\u202e'", "'ünï😀'", "(1)", ", 2",
];
const postgresql = [" $$ begin; end $$", " $f$\n--x\n$f$", " $$'$$", " E'\\';' ", "::int", "[1:2]", " $a$;;;$a$"];
const sqlite = ["`;`", "[;]"];
// Strings of MySQL read backslashes, so pieces with one before a quote are not whole there.
const mysql = ["`;`", "'\\\\'"];

/** Statements in the language of a database. */
export function hostileStatement(language: "postgresql" | "sqlite" | "mysql"): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...(language === "mysql" ? [...common.filter((text) => !text.includes("\\") && !text.includes(" -- note")), ...mysql] : [...common, ...(language === "postgresql" ? postgresql : sqlite)]));
  return fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => `SELECT 0${parts.join("")}`);
}

/** A migration of given statements. */
export function plannedOf(up: readonly string[], down: readonly string[], transaction = true): PlannedMigration {
  const step: Step = {
    changes: [], title: "A step", up: up.map((sql) => ({ sql })), down: down.map((sql) => ({ sql })), produces: [], consumes: [], destroys: [], hazards: [], reversibility: { kind: "lossless" },
  };
  return { slug: "a", title: "Title \"\"\" */ \\ ${x} #{y}", transaction, steps: [step], reversibility: { kind: "lossless" } };
}

/** The released file of given statements. */
export function releasedOf(name: string, up: readonly string[], down: readonly string[], transaction = true): MigrationFile {
  return renderMigration(plannedOf(up, down, transaction), name);
}
