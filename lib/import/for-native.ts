import { fail, succeed, type Result } from "../model";
import { convertSchema } from "../targets/conversion";
import { findTarget } from "../targets/registry";
import type { ImportInput } from "./import-input";
import type { ImportResult } from "./import-result";
import { importSql } from "./sql/import-sql";
import type { WorkOptions } from "./work";

/**
 * Reads SQL for a technology that has none: as PostgreSQL's, then its entities are put into the model's own vocabulary. What does not come
 * along is listed.
 */
export async function importSqlForNative(input: ImportInput, options: WorkOptions): Promise<Result<ImportResult>> {
  const postgresql = findTarget("postgresql");
  if (postgresql === undefined) throw new Error("SQL is read by PostgreSQL");
  const read = await importSql({ ...input, target: postgresql }, options);
  if (!read.ok) return read;
  const { schema, losses } = convertSchema(read.value.schema, postgresql, input.target, input.target.versions[0]?.id ?? "");
  const note = { code: "import-read-as-postgresql", severity: "info" as const, message: `${input.target.label} has no SQL: the text was read as PostgreSQL's, and the tables are kept as entities.` };
  return succeed({ ...read.value, schema, diagnostics: [note, ...read.value.diagnostics, ...losses] });
}

/** The migrations of an SQL database are no history of another kind of database. */
export async function refuseMigrationsForNative({ target }: ImportInput): Promise<Result<ImportResult>> {
  return fail({ code: "import-needs-sql", severity: "error", message: `A migrations folder is adopted for the SQL database that it is of, not for ${target.label}. Choose that database, and switch the technology afterwards.` });
}
