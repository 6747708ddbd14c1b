import type { FolderFile, FolderTool } from "./folder-tool";
import { alembicFolder } from "./tools/alembic";
import { gooseFolder, sqlMigrateFolder } from "./tools/annotated";
import { djangoFolder } from "./tools/django";
import { knexFolder } from "./tools/knex";
import { liquibaseFolder } from "./tools/liquibase";
import { railsFolder } from "./tools/rails";
import { dbmateFolder, flywayFolder, golangMigrateFolder, plainFolder, prismaFolder } from "./tools/scripts";

export { byVersion, folderVersion, type FolderFile, type FolderMigration, type FolderReading, type FolderStatement, type FolderTool } from "./folder-tool";

/** Every tool whose folders are read; those that are told by fewer signs come later. A new one adds its line here. */
export const folderTools: readonly FolderTool[] = [
  sqlMigrateFolder, gooseFolder, dbmateFolder, liquibaseFolder, alembicFolder, djangoFolder, railsFolder, knexFolder, flywayFolder, prismaFolder, golangMigrateFolder, plainFolder,
];

/** The tool of an id, or undefined. */
export function findFolderTool(id: string): FolderTool | undefined {
  return folderTools.find((tool) => tool.id === id);
}

/** The tool that owns the most files of a folder; undefined where none owns any. */
export function detectFolderTool(files: readonly FolderFile[]): FolderTool | undefined {
  let best: { readonly tool: FolderTool; readonly owned: number } | undefined;
  for (const tool of folderTools) {
    const owned = files.filter((file) => tool.owns(file)).length;
    if (owned > (best?.owned ?? 0)) best = { tool, owned };
  }
  return best?.tool;
}
