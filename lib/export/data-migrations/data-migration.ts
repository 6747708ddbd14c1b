import type { Result } from "../../model";
import type { Backfill } from "../../plan/backfill";
import type { Target } from "../../targets/target";

/** A batched change of rows with its number and the database it is for. */
export interface DataMigrationInput {
  /** Leading number of the file: `003`. */
  readonly number: string;
  readonly backfill: Backfill;
  readonly target: Pick<Target, "label" | "quote" | "literal" | "capabilities">;
}

/** One language that data migration scripts are written in. */
export interface DataMigrationLanguage {
  /** As the command line takes it. */
  readonly id: "python" | "sql" | "typescript";
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  /** The script; fails for a database that there is no script for. */
  write(input: DataMigrationInput): Result<string>;
}

/** Name of a script without its extension, which is also the name of its progress row: `003_fill_users_full_name`. */
export function dataMigrationName({ number, backfill }: Pick<DataMigrationInput, "number" | "backfill">): string {
  return `${number}_${backfill.slug}`;
}

/** The table in which scripts remember how far they are. */
export const progressTable = "strata_data_migrations";
