import { detectFolderTool } from "../../import/migrations-folder";
import type { Diagnostic } from "../../model";
import type { MigrationFile } from "../../plan/migration-file";
import type { Capabilities } from "../../targets/target";
import { isNative, readReleased } from "./read-released";
import type { MigrationTool, ToolContext, ToolFile } from "./tool";
import { alembic } from "./tools/alembic";
import { dbmate } from "./tools/dbmate";
import { django } from "./tools/django";
import { flyway } from "./tools/flyway";
import { golangMigrate } from "./tools/golang-migrate";
import { goose } from "./tools/goose";
import { knex } from "./tools/knex";
import { liquibase } from "./tools/liquibase";
import { plain } from "./tools/plain";
import { prisma } from "./tools/prisma";
import { rails } from "./tools/rails";
import { sqlMigrate } from "./tools/sql-migrate";

export type { MigrationTool, ReleasedMigration, ToolFile } from "./tool";

/** Every tool, in the order of the menu; the first is the format that releases are kept in. A new one adds its line here. */
export const migrationTools: readonly MigrationTool[] = [sqlMigrate, goose, dbmate, golangMigrate, flyway, liquibase, prisma, alembic, knex, rails, django, plain];

/** The tool of an id, or undefined. */
export function findMigrationTool(id: string): MigrationTool | undefined {
  return migrationTools.find((tool) => tool.id === id);
}

/**
 * The tool that a history is written for when nobody says which: that whose files were there before Strata, else the first of the list.
 */
export function usualTool(released: readonly MigrationFile[]): MigrationTool {
  const earlier = released.filter((file) => !isNative(file)).map(({ name, content }) => ({ path: name, text: content }));
  return findMigrationTool(detectFolderTool(earlier)?.id ?? "") ?? sqlMigrate;
}

/** Files for a tool. */
export interface ExportedMigrations {
  /** In the order of their release. */
  readonly files: readonly ToolFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Released files in a tool's form. Files of the native format are written anew (for the native tool they stay as they were released, to the
 * byte); files that were there before Strata stay as they are, whatever the tool.
 */
export function exportMigrations(tool: MigrationTool, released: readonly MigrationFile[], capabilities: Pick<Capabilities, "scripts">): ExportedMigrations {
  const earlier = released.filter((file) => !isNative(file)).map(({ name, content }): ToolFile => ({ of: name, path: name, text: content }));
  const own = released.filter(isNative);
  const context: ToolContext = { capabilities, earlier };
  if (tool === sqlMigrate) {
    return { files: [...released.map(({ name, content }): ToolFile => ({ of: name, path: name, text: content })), readme(tool, context)], diagnostics: [] };
  }
  const read = own.map(readReleased);
  const unreadable = read.flatMap((result) => (result.ok ? [] : result.diagnostics));
  const written = tool.write(read.flatMap((result) => (result.ok ? [result.value] : [])), context);
  const taken = new Set(earlier.map(({ path }) => path));
  return { files: [...earlier, ...written.files.filter(({ path }) => !taken.has(path)), readme(tool, context)], diagnostics: [...unreadable, ...written.diagnostics] };
}

function readme(tool: MigrationTool, context: ToolContext): ToolFile {
  return {
    path: "README.md",
    text: `# Migrations for ${tool.label}\n\n${tool.notes(context).map((note) => `- ${note}\n`).join("")}- Released files are never edited: \`strata check\` compares them with strata.lock.\n`,
  };
}
