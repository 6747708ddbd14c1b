import type { Diagnostic } from "../../model";
import type { Capabilities } from "../../targets/target";

/** A released migration as tools see it: its statements, read from the file it was released as. */
export interface ReleasedMigration {
  /** Name of the released file, for messages. */
  readonly name: string;
  readonly version: bigint;
  /** Lower-case letters, digits, underscores. */
  readonly slug: string;
  /** What the file's head says: title, what is lost, hazards; one line each. */
  readonly head: readonly string[];
  readonly transaction: { readonly up: boolean; readonly down: boolean };
  /** Without trailing semicolons. */
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** A file of a tool's folder. */
export interface ToolFile {
  /** Within the folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Name of the released file it is made of; absent for help and settings, which are no part of a release. */
  readonly of?: string;
}

/** What printing for a tool gives: files in the order of their release, and what could not be said in its format. */
export interface ToolFiles {
  readonly files: readonly ToolFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the files are for. */
export interface ToolContext {
  readonly capabilities: Pick<Capabilities, "scripts">;
  /** Files of the same tool that were there before Strata; they stay as they are. */
  readonly earlier: readonly ToolFile[];
}

/** One tool that runs migrations, and how it reads them. */
export interface MigrationTool {
  /** Kebab-case, as the command line takes it. */
  readonly id: string;
  /** "golang-migrate". */
  readonly label: string;
  /** What one must know to run the files; lines of the folder's README. */
  readonly notes: (context: ToolContext) => readonly string[];
  write(migrations: readonly ReleasedMigration[], context: ToolContext): ToolFiles;
}

/** Whether several statements sent as one string run in one transaction although nobody began one (PostgreSQL's simple queries). */
export function oneStringIsOneTransaction({ capabilities }: ToolContext): boolean {
  return capabilities.scripts === "psql";
}

/** Files without problems. */
export function written(files: readonly ToolFile[]): ToolFiles {
  return { files, diagnostics: [] };
}
