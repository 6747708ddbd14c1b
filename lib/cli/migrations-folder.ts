import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { migrationVersion, type LockedFile } from "../export";
import type { MigrationFile } from "../plan/migration-file";
import { UsageError } from "./command";
import { reason } from "./read-file";

/** The migration files of a folder, or of its `migrations` folder, in the order they run. */
export async function readMigrations(directory: string): Promise<{ readonly folder: string; readonly files: readonly MigrationFile[] }> {
  const inner = join(directory, "migrations");
  const folder = await stat(inner).then((found) => found.isDirectory(), () => false) ? inner : directory;
  const names = (await list(folder)).filter((name) => name.endsWith(".sql") && migrationVersion(name) !== undefined).sort(byVersion);
  return { folder, files: await Promise.all(names.map(async (name) => ({ name, content: await read(join(folder, name)) }))) };
}

/** Every file under a folder that a lock can speak of, by its path within the folder. */
export async function readLockable(directory: string, folders: readonly string[]): Promise<readonly LockedFile[]> {
  const files: LockedFile[] = [];
  for (const folder of folders) {
    for (const name of await list(join(directory, folder), true)) {
      if (!/\.(?:sql|py|ts)$/.test(name)) continue;
      const path = join(directory, folder, name);
      files.push({ name: relative(directory, path).split(sep).join("/"), content: await read(path) });
    }
  }
  return files;
}

/** A file's text; a missing or unreadable one is a usage error. */
export async function read(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => { throw new UsageError(`${path}: cannot be read: ${reason(error)}`); });
}

async function list(directory: string, mayBeMissing = false): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (mayBeMissing) return [];
    throw new UsageError(`${directory}: cannot be read: ${reason(error)}`);
  }
}

function byVersion(a: string, b: string): number {
  const [x = 0n, y = 0n] = [migrationVersion(a), migrationVersion(b)];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
}
