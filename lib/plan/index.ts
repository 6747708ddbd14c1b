export type * from "./evolution";
export { heldBack } from "./evolution-hold";
export { refuseReorder, type ReorderAnswer, type ReorderWish } from "./evolution-reorder";
export { evolutionKinds, findEvolutionKind, proposeEvolutions } from "./evolutions";
export { plan } from "./make-plan";
export { declaredHazards, migrationStatements, parseMigration, renderMigration } from "./migration-file";
export type { MigrationFile, ParsedMigration, StatementHazard } from "./migration-file";
export { planPair, type PairPlan } from "./pairs";
export type * from "./plan";
