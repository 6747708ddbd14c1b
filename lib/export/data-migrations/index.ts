import type { DataMigrationLanguage } from "./data-migration";
import { python } from "./python";
import { sql } from "./sql";
import { typescript } from "./typescript";

export { dataMigrationName, progressTable, type DataMigrationInput, type DataMigrationLanguage } from "./data-migration";
export { batchEngine } from "./engines";

/** Every language, in the order of the menu. A new one adds its line here. */
export const dataMigrationLanguages: readonly DataMigrationLanguage[] = [python, sql, typescript];

/** The language of an id, or undefined. */
export function findDataMigrationLanguage(id: string): DataMigrationLanguage | undefined {
  return dataMigrationLanguages.find((language) => language.id === id);
}
