/** Names of the table and column options SQLite has, as they stand in `Table.options` and `Column.options`. */
export const optionNames = {
  /** Table: "true" makes a STRICT table. */
  strict: "strict",
  /** Table: "true" makes a WITHOUT ROWID table. */
  withoutRowid: "without rowid",
  /** Column: the declared spelling of a type that has another name in Strata (`bigint` for INTEGER). */
  declaredType: "declared type",
  /** Column: ON CONFLICT of its NOT NULL. */
  notNullConflict: "not null on conflict",
  /** Column: ON CONFLICT of the primary key that starts with it. */
  keyConflict: "primary key on conflict",
  /** Column: ON CONFLICT of the unique keys that start with it. */
  uniqueConflict: "unique on conflict",
} as const;
