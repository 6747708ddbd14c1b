import { importLayout } from "../../design/import-layout";
import { toEntries } from "../../design/to-entries";
import type { ImportSummary } from "../../design/wire";
import { importText, writeSchemaFile, type OpenSandbox } from "../../import";
import { fail, succeed, type Result } from "../../model";
import { findTarget } from "../../targets/registry";
import type { JobProgress } from "./job";
import type { KeepImportInput, PreparedImport } from "./jobs";
import { newDocumentUpdates } from "./new-document";

/**
 * Reads a schema from the bytes of a text, tells what was found, and then, while a person looks at that, makes the document of a
 * new design of it: places for the tables and the updates to be stored.
 */
export async function keepImport(
  { bytes, ...request }: KeepImportInput,
  openSandbox: OpenSandbox,
  report: (progress: JobProgress) => void,
  tell: (found: ImportSummary) => void,
): Promise<Result<PreparedImport>> {
  const target = findTarget(request.target);
  if (target === undefined) return fail({ code: "target-not-built", severity: "error", message: `Strata cannot import for ${request.target} yet.` });
  const text = new TextDecoder().decode(bytes);
  const read = await importText({ ...request, target, text }, { openSandbox, onProgress: (done, total, label) => report({ done, total, label }) });
  if (!read.ok) return read;
  const { schema, found, diagnostics, adopted, ...layout } = read.value;
  tell({ found, diagnostics, ...(adopted === undefined ? {} : { adopted: { tool: adopted.tool, files: adopted.files.map(({ name }) => name) } }) });
  const entries = toEntries(schema, importLayout(schema, request.target, layout));
  return succeed({ updates: newDocumentUpdates(entries), tables: schema.tables.length, ...(adopted === undefined ? {} : { adopted: { ...adopted, schema: writeSchemaFile(target.id, schema) } }) });
}
