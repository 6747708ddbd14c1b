/** Migration files: what they are, writing one from a plan, reading one back. */
export type { MigrationFile, ParsedMigration } from "./migration-format";
export { parseMigration } from "./parse-migration";
export { migrationStatements, renderMigration, undoneBeforeMark, withoutHazards } from "./render-migration";
export { declaredHazards, stepsOfStatements, type StatementHazard } from "./statement-hazards";
