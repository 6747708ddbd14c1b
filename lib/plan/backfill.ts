import type { ColumnType } from "../model";

/**
 * A batched change of rows, as a description: what a data migration script is printed from (SQL, Python, TypeScript).
 * It walks one table in the order of a unique key and is idempotent, so a run that was stopped goes on where it was.
 */
export interface Backfill {
  /** `fill_users_full_name`: lower-case letters, digits, underscore; at most 60. */
  readonly slug: string;
  /** "Fill users.full_name from users.name". */
  readonly title: string;
  /** The table that is walked. */
  readonly source: { readonly namespace?: string; readonly name: string };
  /** Columns of a primary key or of a unique key without nulls, in its order, with the types their values have. */
  readonly key: readonly { readonly name: string; readonly type: ColumnType }[];
  /**
   * The statement of one batch, in the target's SQL. `{{batch}}` stands, once or more, for the predicate that holds for the batch's
   * rows of the source, whose columns it names unqualified or, where `alias` is set, qualified by that alias.
   */
  readonly apply: BatchStatement;
  /** The same the other way round, or why there is none. */
  readonly rollback: BatchStatement | { readonly absent: string };
}

/** One statement per batch, and the query that tells how many rows are left. */
export interface BatchStatement {
  readonly sql: string;
  /** Alias of the source in `sql`; absent: its columns stand unqualified. */
  readonly alias?: string;
  /** Gives one row with one number: the rows not yet done. Zero means done, and is what the next phase asserts. */
  readonly remaining: string;
}

/** The place of the batch's predicate in a batch statement. */
export const batchPlace = "{{batch}}";
