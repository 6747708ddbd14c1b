/** Names of the table and column options SQLite has, as they stand in `Table.options` and `Column.options`. */
export const optionNames = {
  /** Table: "true" makes a STRICT table. */
  strict: "strict",
  /** Table: "true" makes a WITHOUT ROWID table. */
  withoutRowid: "without rowid",
  /** Column: the declared spelling of a type that has another name in Strata (`bigint` for INTEGER). */
  declaredType: "declared type",
  /** Column: "desc" where the primary key sorts it downwards. An INTEGER PRIMARY KEY DESC is no other name of the rowid. */
  keyOrder: "primary key order",
  /** Column: the name of its NOT NULL constraint. */
  notNullName: "not null name",
  /** Column: ON CONFLICT of its NOT NULL. */
  notNullConflict: "not null on conflict",
  /** Column: ON CONFLICT of the primary key that starts with it. */
  keyConflict: "primary key on conflict",
  /** Column: ON CONFLICT of the unique keys that start with it, as `replace` for that of one column, `2: replace` for that of two. */
  uniqueConflict: "unique on conflict",
} as const;

/** The conflict clause of a key as it stands in an option of the key's first column. */
export function writeConflict(action: string, columns: number): string {
  return columns === 1 ? action : `${columns}: ${action}`;
}

/** The conflict clause of the key of so many columns, in capitals; undefined when the option has none that SQLite knows. */
export function readConflict(option: string | undefined, columns: number): string | undefined {
  const found = option?.split(", ").map((text) => /^(?:(\d+): )?(rollback|abort|fail|ignore|replace)$/i.exec(text)).find((match) => Number(match?.[1] ?? 1) === columns && match !== null);
  return found?.[2]?.toUpperCase();
}
