import type { Diagnostic } from "../../model";
import { dataMigrationName, type DataMigrationInput } from "./data-migration";

/** Said where a database has no scripts. */
export function noScript(input: DataMigrationInput): Diagnostic {
  return { code: "data-migration-no-script", severity: "error", message: `There are no data migration scripts for ${input.target.label}: ${dataMigrationName(input)} must be written by hand.` };
}
