import type { PGlite } from "@electric-sql/pglite";

type Row = Record<string, unknown>;

/** What the engine says of a prepared statement that is not there (SQLSTATE invalid_sql_statement_name). */
const unknownStatement = "26000";

/** Names of prepared statements that are ours; emptying a database keeps them. */
export const preparedPrefix = "strata reading ";

/**
 * Queries without parameters that come again and again in the same words: prepared when they come a second time, since the engine
 * takes two to four times as long to plan a reading of its catalog as to run it. A plan is made anew by the engine itself when what
 * it rests on changes (any CREATE or DROP SCHEMA, for all of them).
 */
export class PreparedReadings {
  /** Undefined: seen once. */
  readonly #names = new Map<string, string | undefined>();
  #made = 0;

  constructor(private readonly db: PGlite) {}

  /** The rows of a query that only reads. */
  async read(sql: string): Promise<Row[]> {
    const known = this.#names.get(sql);
    if (known !== undefined) {
      const rows = await this.#execute(known);
      if (rows !== undefined) return rows;
    }
    if (this.#names.has(sql)) {
      const name = `"${preparedPrefix}${++this.#made}"`;
      await this.db.exec(`PREPARE ${name} AS ${sql}`);
      this.#names.set(sql, name);
      return (await this.db.query<Row>(`EXECUTE ${name}`)).rows;
    }
    this.#names.set(sql, undefined);
    return (await this.db.query<Row>(sql)).rows;
  }

  /** To be called when a script may have dropped prepared statements. */
  forget(): void {
    this.#names.clear();
  }

  /** Undefined when a script has dropped the statement behind our back. */
  async #execute(name: string): Promise<Row[] | undefined> {
    try {
      return (await this.db.query<Row>(`EXECUTE ${name}`)).rows;
    } catch (error) {
      // Inside a transaction block the refusal has ended it: then it is the caller's to see.
      if (this.db.Module._IsTransactionBlock() !== 0 || !(error instanceof Error) || Reflect.get(error, "code") !== unknownStatement) throw error;
      return undefined;
    }
  }
}
