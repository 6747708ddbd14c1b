/** One value of a row. BIGINT and counts arrive as numbers; BLOB and BYTEA as bytes. */
export type SqlValue = null | string | number | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Placeholders are `?`, in order; the text holds no other question mark. */
export interface SqlStatement {
  readonly sql: string;
  readonly args?: readonly SqlValue[];
}

export interface SqlOutcome {
  readonly rows: readonly SqlRow[];
  readonly affected: number;
}

/**
 * The raw database under the store: what Prisma is too slow or too high for (update log, own migrations, backup).
 * Two implementations, sqlite/driver.ts and postgresql/driver.ts, held to one contract by testing/contract.ts.
 * Rejects with StoreFailure when the database is full, gone or unreadable; then nothing of the call was kept.
 */
export interface SqlDriver {
  readonly provider: "sqlite" | "postgresql";
  /** Runs the statements in one transaction, durable (fsynced) when the promise resolves. */
  transaction(statements: readonly SqlStatement[]): Promise<readonly SqlOutcome[]>;
  /** Runs one reading statement. */
  read(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Runs a script of several statements and the statements after it in one transaction. */
  script(sql: string, then: readonly SqlStatement[]): Promise<void>;
  close(): Promise<void>;
}

export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new Error(`Column ${column} is not text`);
  return value;
}

export function numberOf(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new Error(`Column ${column} is not a number`);
  return value;
}

export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new Error(`Column ${column} is not bytes`);
  return value;
}
