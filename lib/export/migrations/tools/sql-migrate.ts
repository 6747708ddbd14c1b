import type { ReleasedMigration } from "../tool";
import { written, type MigrationTool } from "../tool";
import { comments, shielded, terminated } from "../statement-text";

/** How sql-migrate and goose differ: both read lines that end with a semicolon, and annotations. */
export interface AnnotationWords {
  readonly up: string;
  readonly down: string;
  readonly begin: string;
  readonly end: string;
}

/** One statement between annotations where a reader of lines would cut it wrongly. */
export function annotated(sql: string, { begin, end }: AnnotationWords): string {
  const text = shielded(terminated(sql));
  // Readers look at lines: what follows two hyphens is a comment to them, whatever it stands in, and they would miss the end.
  return text.slice(0, -1).includes(";") || text.includes("--") ? `${begin}\n${text}\n${end}\n` : `${text}\n`;
}

/** sql-migrate 1.8, the format that releases are kept in. */
export const sqlMigrate: MigrationTool = {
  id: "sql-migrate", label: "sql-migrate",
  notes: () => ["`sql-migrate up` and `sql-migrate down`, with `dir` in dbconfig.yml set to this folder."],
  write: (migrations) => written(migrations.map((migration) => ({ of: migration.name, path: migration.name, text: native(migration) }))),
};

function native(migration: ReleasedMigration): string {
  const words = { up: "-- +migrate Up", down: "-- +migrate Down", begin: "-- +migrate StatementBegin", end: "-- +migrate StatementEnd" };
  const mark = (inside: boolean): string => (inside ? "" : " notransaction");
  return `${comments(migration)}\n${words.up}${mark(migration.transaction.up)}\n${migration.up.map((sql) => annotated(sql, words)).join("")}
${words.down}${mark(migration.transaction.down)}\n${migration.down.map((sql) => annotated(sql, words)).join("")}`;
}
