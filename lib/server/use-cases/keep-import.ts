import type { KeptImport, KeptImportQuery } from "../../design/wire";
import { succeed, type Result } from "../../model";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import type { JobProgress } from "../workers/job";
import { keepImportJob, type PreparedImport } from "../workers/jobs";
import { importTimeLimit } from "./import-schema";

/**
 * Reads a schema from the bytes of a text, in a worker, and keeps what a new design of it needs under an id. Answers as soon as
 * is known what was found; the worker goes on preparing. Cancelling after the answer has no effect.
 */
export function keepImport(
  { workers, imports }: Services,
  owner: Owner,
  request: KeptImportQuery & { readonly bytes: Uint8Array },
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
): Promise<Result<KeptImport>> {
  return new Promise((resolve, reject) => {
    // The stream's signal is aborted when the answer has been read, too; the work that follows it is not to end with it.
    const abort = new AbortController();
    const onAbort = () => abort.abort(options.signal.reason);
    options.signal.addEventListener("abort", onAbort, { once: true });
    if (options.signal.aborted) onAbort();
    let prepare: (prepared: PreparedImport | undefined) => void = () => undefined;
    const prepared = new Promise<PreparedImport | undefined>((done) => { prepare = done; });
    const work = workers.run(keepImportJob, request, {
      signal: abort.signal, timeLimit: importTimeLimit, onProgress: options.onProgress,
      onEarly(summary) {
        options.signal.removeEventListener("abort", onAbort);
        resolve(succeed({ id: imports.keep(owner.user.id, request.target, prepared), ...summary }));
      },
    });
    work.then(
      (result) => {
        prepare(result.ok ? result.value : undefined);
        if (!result.ok) resolve(result);
      },
      (error: unknown) => {
        prepare(undefined);
        reject(error);
      },
    ).finally(() => options.signal.removeEventListener("abort", onAbort));
  });
}
