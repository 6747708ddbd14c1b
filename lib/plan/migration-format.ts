/** One numbered file of a release: `migrations/001_create_users.sql`. */
export interface MigrationFile {
  /** `001_create_users.sql` or `20261124101500_create_users.sql`. */
  readonly name: string;
  /** The whole text with `-- +migrate Up` and `-- +migrate Down`. */
  readonly content: string;
}

/** A migration file read back: what a runner of the format would execute. */
export interface ParsedMigration {
  readonly name: string;
  readonly transaction: { readonly up: boolean; readonly down: boolean };
  /** Statements in order, without trailing semicolons. */
  readonly up: readonly string[];
  readonly down: readonly string[];
}
