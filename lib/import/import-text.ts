import { fail, type Diagnostic, type Result } from "../model";
import { importBundle } from "./bundle/import-bundle";
import { importDbml } from "./dbml/import-dbml";
import { importSqlForNative, refuseMigrationsForNative } from "./for-native";
import type { ImportInput } from "./import-input";
import { importLimit, type ImportFormat, type ImportResult } from "./import-result";
import { importJson } from "./json/import-json";
import { importMigrations } from "./migrations-folder/import-folder";
import { importSql } from "./sql/import-sql";
import type { WorkOptions } from "./work";

export type { ImportInput };

const importers: Readonly<Record<ImportFormat, (input: ImportInput, options: WorkOptions) => Promise<Result<ImportResult>>>> = {
  sql: importSql, dbml: importDbml, json: importJson, bundle: importBundle, migrations: importMigrations,
};

const nativeImporters: typeof importers = { ...importers, sql: importSqlForNative, migrations: refuseMigrationsForNative };

/**
 * Reads a schema from text. Bad input is a failed result with places; statements that an engine refuses are diagnostics of a
 * successful one. Rejects with the signal's reason when cancelled.
 */
export async function importText(input: ImportInput, options: WorkOptions): Promise<Result<ImportResult>> {
  const unreadable = notText(input.text);
  if (unreadable !== undefined) {
    const place = input.file === undefined ? {} : { place: { file: input.file } };
    return fail({ code: "import-unreadable", severity: "error", message: unreadable, ...place } satisfies Diagnostic);
  }
  options.signal?.throwIfAborted();
  const own = input.target.native === undefined ? importers : nativeImporters;
  return own[input.format](input, options);
}

function notText(text: string): string | undefined {
  if (text.length > importLimit) return `The text is longer than ${importLimit / 1024 / 1024} MB.`;
  if (text.startsWith("PGDMP")) return "This is pg_dump's custom format. Turn it into SQL first: pg_restore -f schema.sql FILE.";
  if (text.startsWith("SQLite format 3")) return "This is a SQLite database file. Export its SQL first: sqlite3 FILE .schema > schema.sql.";
  if (text.includes("\0")) return "This is a binary file, not text.";
  const replaced = text.slice(0, 100_000).match(/\ufffd/g)?.length ?? 0;
  if (replaced > 20 && replaced * 50 > Math.min(text.length, 100_000)) return "This is not text in UTF-8.";
  return text.trim() === "" ? "The text is empty." : undefined;
}
