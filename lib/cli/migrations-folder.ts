import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { migrationVersion, type LockedFile } from "../export";
import type { FolderFile } from "../import/migrations-folder";
import type { MigrationFile } from "../plan/migration-file";
import { UsageError } from "./command";
import { reason } from "./reason";

/** The migration files of a folder, or of its `migrations` folder, in the order they run. */
export async function readMigrations(directory: string): Promise<{ readonly folder: string; readonly files: readonly MigrationFile[] }> {
  const inner = join(directory, "migrations");
  const folder = await stat(inner).then((found) => found.isDirectory(), () => false) ? inner : directory;
  const names = (await list(folder)).filter((name) => name.endsWith(".sql") && migrationVersion(name) !== undefined).sort(byVersion);
  return { folder, files: await Promise.all(names.map(async (name) => ({ name, content: await read(join(folder, name)) }))) };
}

/** Every file that a lock can speak of, by its path within the folder: those of the folder itself and all below `folders`. */
export async function readLockable(directory: string, folders: readonly string[]): Promise<readonly LockedFile[]> {
  const found: string[] = (await list(directory)).filter((name) => name.endsWith(".sql"));
  for (const folder of folders) found.push(...(await listAll(join(directory, folder))).map((name) => `${folder}/${name}`));
  return Promise.all(found.map(async (name) => ({ name, content: await read(join(directory, name)) })));
}

/** What is never part of a history. */
const passedOver = /^(?:\.|node_modules$|__pycache__$)/;
/** Largest folder that is read: enough for any history, small enough to notice a wrong path. */
const mostFiles = 20_000;

/** Paths of all files below a folder, with slashes; none where the folder is missing. */
async function listAll(directory: string): Promise<readonly string[]> {
  const result: string[] = [];
  const visit = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(directory, prefix), { withFileTypes: true }).catch(() => [])) {
      if (passedOver.test(entry.name)) continue;
      if (result.length > mostFiles) throw new UsageError(`${directory}: more than ${mostFiles.toLocaleString("en")} files. Name the folder of the migrations.`);
      if (entry.isDirectory()) await visit(`${prefix}${entry.name}/`);
      else if (entry.isFile()) result.push(`${prefix}${entry.name}`);
    }
  };
  await visit("");
  return result.toSorted();
}

/** Files of a tool's migrations folder, as readers of such folders take them; others than text of known endings are passed over. */
export async function readFolder(directory: string): Promise<readonly FolderFile[]> {
  const names = (await listAll(directory)).filter((name) => /\.(?:sql|conf|toml|py|rb|[cm]?js|ts|xml|ya?ml|json|ini)$/i.test(name));
  return Promise.all(names.map(async (path) => ({ path, text: await read(join(directory, path)) })));
}

/** A file's text; a missing or unreadable one is a usage error. */
export async function read(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => { throw new UsageError(`${path}: cannot be read: ${reason(error)}`); });
}

async function list(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    throw new UsageError(`${directory}: cannot be read: ${reason(error)}`);
  }
}

function byVersion(a: string, b: string): number {
  const [x = 0n, y = 0n] = [migrationVersion(a), migrationVersion(b)];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
}
