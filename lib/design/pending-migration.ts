import type { MigrationFile } from "../plan/migration-file";
import type { PlannedMigration } from "../plan";

/** One planned migration with the file it becomes. */
export interface PendingMigration {
  readonly planned: PlannedMigration;
  readonly file: MigrationFile;
  /** Made by a change in phases, whose forms are settled. */
  readonly ofPhase?: boolean;
  /** Further files that belong to it: its way back, its checks. */
  readonly beside?: readonly MigrationFile[];
  /** What it is written in, by Monaco's name; absent: SQL. */
  readonly language?: string;
}
