import { importLayout } from "../../design/import-layout";
import { usageOf } from "../../design/import-usage";
import { listEntries, toEntries } from "../../design/to-entries";
import type { ImportSummary } from "../../design/wire";
import { importText, writeSchemaFile, type OpenSandbox } from "../../import";
import { fail, succeed, type Result } from "../../model";
import { findTarget } from "../../targets/registry";
import { packFirstPicture } from "../collaboration/draw-first-picture";
import { worthwhile } from "../collaboration/first-pictures";
import type { JobProgress } from "./job";
import type { KeepImportInput, PreparedImport } from "./jobs";
import { newDocumentUpdates } from "./new-document";

/**
 * Reads a schema from the bytes of a text, tells what was found, and then, while a person looks at that, makes the document of a
 * new design of it: places for the tables, the updates to be stored, and its first picture.
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
  const { schema, found, diagnostics, adopted, usage, ...layout } = read.value;
  tell({ found, diagnostics, ...(adopted === undefined ? {} : { adopted: { tool: adopted.tool, files: adopted.files.map(({ name }) => name) } }) });
  const placed = importLayout(schema, request.target, layout);
  // Ids of a schema are of one record each, which is checked or made so; those of patterns come from outside.
  const updates = newDocumentUpdates(usage === undefined ? listEntries(schema, placed) : toEntries(schema, placed, undefined, usage.patterns, usageOf(usage)));
  const large = updates.reduce((sum, update) => sum + update.length, 0) >= worthwhile;
  return succeed({ updates, tables: schema.tables.length, ...(large ? { picture: packFirstPicture({ schema, layout: placed }, target.id) } : {}), ...(adopted === undefined ? {} : { adopted: { ...adopted, schema: writeSchemaFile(target.id, schema) } }) });
}
