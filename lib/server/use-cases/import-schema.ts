import type { ImportRequest, ImportResult } from "../../design/wire";
import { fail, type Result } from "../../model";
import type { Services } from "../services";
import type { JobProgress } from "../workers/job";
import { importJob } from "../workers/jobs";

/** Longest time an import may take, in milliseconds. 20 MB of SQL take about 20 seconds. */
export const importTimeLimit = 90_000;

/** Reads a schema from text, in a worker; writes nothing. */
export function importSchema(
  { workers }: Services,
  request: ImportRequest,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
): Promise<Result<ImportResult>> {
  if (request.text.trim() === "") return Promise.resolve(fail({ code: "import-empty", severity: "error", message: "There is nothing to import: the text is empty." }));
  return workers.run(importJob, request, { ...options, timeLimit: importTimeLimit });
}
