import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { detectFormat, importLimit, importText, type ImportFormat, type ImportResult } from "../import";
import { adoptFolder } from "../import/migrations-folder/replay";
import type { Result } from "../model";
import { openSandbox } from "../sandbox";
import { UsageError, type CommandIo } from "./command";
import { readFolder } from "./migrations-folder";
import type { ChosenTarget } from "./chosen-target";
import { reason } from "./reason";

export { reason } from "./reason";

/** Reads a file's text, or standard input for `-`; a zip as base64. */
export async function readText(file: string, io: CommandIo): Promise<string> {
  if (file === "-") return io.readStdin();
  try {
    const { size } = await stat(file);
    if (size > importLimit) throw new UsageError(`${file}: the file is larger than ${importLimit / 1024 / 1024} MB.`);
    const bytes = await readFile(file);
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    return bytes.toString(isZip ? "base64" : "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: cannot be read: ${reason(error)}`);
  }
}

/** Reads a schema from SQL, DBML, Schema JSON, a bundle or a folder of migrations, whatever the file is. */
export async function readSchema(file: string, { target }: ChosenTarget, io: CommandIo, format?: ImportFormat): Promise<Result<Omit<ImportResult, "migrations">>> {
  if (file !== "-" && format === undefined && await stat(file).then((found) => found.isDirectory(), () => false)) {
    return adoptFolder({ target, files: await readFolder(file) }, { openSandbox });
  }
  const text = await readText(file, io);
  // No text is an empty schema: what the first release starts from.
  if (text.trim() === "" && format === undefined) return { ok: true, value: { schema: { tables: [], enums: [], objects: [] }, found: [], diagnostics: [] }, diagnostics: [] };
  return importText({ target, text, file, format: format ?? detectFormat(text, basename(file)) }, { openSandbox });
}
