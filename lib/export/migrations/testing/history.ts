import type { MigrationFile } from "../../../plan/migration-file";
import { releasedOf } from "./hostile";

/** Texts that tools are known to stumble over; each is kept as a row. */
export const texts = [
  "plain", "it's; \"quoted\" `and` $$dollar$$", "${x} ${:y} #{z} {{w}} %s %% %(a)s", "a:b :c ::d ? ?? @e", "back\\slash \\n \\u0041 \\\\", "\"\"\" ''' */ /*",
  "line one\n-- line two;\n  line three\nSQL", "a -- b", "GO\n/\n;;\nGO", "ünï 😀\tend",
];

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const inserts = texts.map((text, i) => `INSERT INTO notes (id, body) VALUES (${i + 1}, ${literal(text)})`);

/** A history with what tools treat differently: bodies with semicolons, rows, statements that refuse a transaction. */
export const postgresqlHistory: readonly MigrationFile[] = [
  releasedOf("001_create_notes.sql", [
    "CREATE TABLE notes (\n  id integer PRIMARY KEY,\n  body text NOT NULL DEFAULT 'it''s; ${x} -- :y ?',\n  CONSTRAINT body_says CHECK (body !~ '^never\\?:x%s$')\n)",
    "CREATE FUNCTION note_length(body text) RETURNS integer LANGUAGE plpgsql AS $body$\nBEGIN\n  -- Counts; characters.\n  RETURN length(body)::integer;\nEND\n$body$",
    "CREATE VIEW note_lengths AS SELECT id, note_length(body) AS n FROM notes",
  ], ["DROP VIEW note_lengths", "DROP FUNCTION note_length(text)", "DROP TABLE notes"]),
  releasedOf("002_fill_notes.sql", inserts, ["DELETE FROM notes"]),
  releasedOf("003_index_notes.sql", ["CREATE INDEX CONCURRENTLY notes_body ON notes (body)", "CREATE INDEX CONCURRENTLY notes_length ON notes (length(body))"], ["DROP INDEX CONCURRENTLY notes_length", "DROP INDEX CONCURRENTLY notes_body"], false),
  releasedOf("004_add_kind.sql", ["CREATE TYPE kind AS ENUM ('a', 'b;')", "ALTER TABLE notes ADD COLUMN kind kind NOT NULL DEFAULT 'b;'"], ["ALTER TABLE notes DROP COLUMN kind", "DROP TYPE kind"]),
];

/** The same for SQLite, with a rebuild of a table outside a transaction that begins its own. */
export const sqliteHistory: readonly MigrationFile[] = [
  releasedOf("001_create_notes.sql", [
    "CREATE TABLE notes (\n  id INTEGER PRIMARY KEY,\n  body TEXT NOT NULL DEFAULT 'it''s; ${x} -- :y ?'\n)",
    "CREATE TABLE log (said TEXT)",
    "CREATE TRIGGER notes_logged AFTER DELETE ON notes BEGIN\n  -- Says; what went.\n  INSERT INTO log (said) VALUES (old.body);\n  INSERT INTO log (said) VALUES ('x;');\nEND",
  ], ["DROP TRIGGER notes_logged", "DROP TABLE log", "DROP TABLE notes"]),
  releasedOf("002_fill_notes.sql", inserts, ["DELETE FROM notes"]),
  releasedOf("003_rebuild_notes.sql", rebuild("id INTEGER PRIMARY KEY, body TEXT NOT NULL DEFAULT 'it''s; ${x} -- :y ?', kind TEXT NOT NULL DEFAULT 'b;'"), rebuild("\n  id INTEGER PRIMARY KEY,\n  body TEXT NOT NULL DEFAULT 'it''s; ${x} -- :y ?'\n"), false),
  releasedOf("004_index_notes.sql", ["CREATE INDEX notes_body ON notes (body)"], ["DROP INDEX notes_body"]),
];

function rebuild(columns: string): readonly string[] {
  return [
    "PRAGMA foreign_keys = OFF", "BEGIN", "DROP TRIGGER notes_logged", `CREATE TABLE notes_new (${columns})`, "INSERT INTO notes_new (id, body) SELECT id, body FROM notes",
    "DROP TABLE notes", "ALTER TABLE notes_new RENAME TO notes",
    "CREATE TRIGGER notes_logged AFTER DELETE ON notes BEGIN\n  -- Says; what went.\n  INSERT INTO log (said) VALUES (old.body);\n  INSERT INTO log (said) VALUES ('x;');\nEND",
    "COMMIT", "PRAGMA foreign_keys = ON",
  ];
}

/** The same for MySQL: bodies of triggers and procedures, and strings that read backslashes. */
export const mysqlHistory: readonly MigrationFile[] = [
  releasedOf("001_create_notes.sql", [
    "CREATE TABLE notes (\n  id int NOT NULL PRIMARY KEY,\n  body varchar(200) NOT NULL DEFAULT 'it''s; ${x} -- :y ?'\n) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
    "CREATE TABLE log (said varchar(200)) DEFAULT CHARSET=utf8mb4",
    "CREATE TRIGGER notes_logged AFTER DELETE ON notes FOR EACH ROW BEGIN\n  -- Says; what went.\n  INSERT INTO log (said) VALUES (old.body);\n  INSERT INTO log (said) VALUES ('x;');\nEND",
    "CREATE PROCEDURE count_notes(OUT n int) BEGIN\n  SELECT count(*) INTO n FROM notes;\nEND",
  ], ["DROP PROCEDURE count_notes", "DROP TRIGGER notes_logged", "DROP TABLE log", "DROP TABLE notes"]),
  releasedOf("002_fill_notes.sql", inserts.map((sql) => sql.replaceAll("\\", "\\\\")), ["DELETE FROM notes"]),
  releasedOf("003_index_notes.sql", ["CREATE INDEX notes_body ON notes (body(20))", "ALTER TABLE notes ADD COLUMN kind enum('a', 'b;') NOT NULL DEFAULT 'b;'"], ["ALTER TABLE notes DROP COLUMN kind", "DROP INDEX notes_body ON notes"], false),
];
