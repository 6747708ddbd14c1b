import type { Progress } from "../../design/wire";
import type { Result } from "../../model";
import { failureOf } from "./respond";
import type { JobProgress } from "../workers/job";

/** Between two progress lines, in milliseconds: a person sees no more, and a long import makes thousands. */
const quiet = 50;

/**
 * Answers with JSON lines while the work goes on: progress, then one result or failure. When the client goes away the
 * work's signal is aborted. `explain` names expected errors (store and workers); bugs are logged and answered without their text.
 */
export function streamLines<T>(
  request: AbortSignal,
  work: (options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void }) => Promise<Result<T>>,
  explain: (error: unknown) => unknown = (error) => error,
): Response {
  const abort = new AbortController();
  const onGone = () => abort.abort(request.reason);
  if (request.aborted) onGone();
  else request.addEventListener("abort", onGone, { once: true });
  const encoder = new TextEncoder();
  let last = 0;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (line: Progress<T>) => {
        if (!abort.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        const result = await work({
          signal: abort.signal,
          onProgress(progress) {
            const now = performance.now();
            if (now - last < quiet && progress.done < progress.total) return;
            last = now;
            send({ type: "progress", ...progress });
          },
        });
        send(result.ok ? { type: "result", value: result.value } : { type: "failed", diagnostics: result.diagnostics });
      } catch (error) {
        if (abort.signal.aborted) return;
        const failure = failureOf(error) ?? failureOf(explain(error));
        if (failure === undefined) console.error("Long work failed:", error);
        const { code, message } = failure ?? { code: "internal", message: "Something went wrong on the server. Its log says more." };
        send({ type: "failed", diagnostics: [{ code, severity: "error", message }] });
      } finally {
        request.removeEventListener("abort", onGone);
        if (!abort.signal.aborted) controller.close();
      }
    },
    cancel: (reason) => abort.abort(reason),
  });
  // Not to be gathered by a proxy, or progress would arrive at the end.
  return new Response(stream, { headers: { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" } });
}
