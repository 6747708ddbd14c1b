import type { Diagnostic } from "@/lib/model";
import type { ApiError, Progress } from "@/lib/design/wire";
import { readJsonLines } from "./json-lines";

/** The server's refusal, or the lack of a server; `message` is a sentence for a person. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(message: string, readonly status: number, readonly code: string) {
    super(message);
  }
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === "object" && value !== null && "error" in value && typeof value.error === "object" && value.error !== null
    && "message" in value.error && typeof value.error.message === "string";
}

async function refusal(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => undefined);
  return isApiError(body)
    ? new RequestError(body.error.message, response.status, body.error.code)
    : new RequestError(`The server answered with status ${response.status}. Try again; if it stays, look at the server's output.`, response.status, "unexpected");
}

async function send(path: string, method: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      // A deletion sent while the page is being left must still arrive.
      keepalive: method === "DELETE",
      // A blob goes as it is, under its own type.
      headers: body === undefined || body instanceof Blob ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new RequestError("The server cannot be reached. Check that Strata is running, then try again.", 0, "unreachable");
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** One request of the HTTP contract (lib/design/wire). Rejects with RequestError; an abort rejects with AbortError. */
export async function request<T>(path: string, options: { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal | undefined } = {}): Promise<T> {
  const response = await send(path, options.method ?? "GET", options.body, options.signal);
  return response.json();
}

/** A request that may be answered with nothing (204), which is undefined. */
export async function requestIfAny<T>(path: string, options: { readonly signal?: AbortSignal | undefined } = {}): Promise<T | undefined> {
  const response = await send(path, "GET", undefined, options.signal);
  if (response.status === 204) return undefined;
  const value: T = await response.json();
  return value;
}

/** A request whose answer has no body. */
export async function requestNothing(path: string, method: string, body?: unknown): Promise<void> {
  await send(path, method, body, undefined);
}


function isProgress<T>(line: unknown): line is Progress<T> {
  return typeof line === "object" && line !== null && "type" in line && (line.type === "progress" || line.type === "result" || line.type === "failed");
}

/**
 * Long work as a stream of JSON lines. `onProgress` is told what is done; aborting the signal cancels the work on the server.
 * Answers with the result or the reasons it failed.
 */
export async function longWork<T>(
  path: string,
  body: unknown,
  options: { readonly signal: AbortSignal; onProgress(progress: { readonly done: number; readonly total: number; readonly label: string }): void },
): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }> {
  const response = await send(path, "POST", body, options.signal);
  if (response.body === null) throw new RequestError("The server gave no answer. Try again.", response.status, "empty");
  for await (const line of readJsonLines(response.body)) {
    if (!isProgress<T>(line)) continue;
    if (line.type === "progress") options.onProgress(line);
    else if (line.type === "result") return { ok: true, value: line.value };
    else return { ok: false, diagnostics: line.diagnostics };
  }
  throw new RequestError("The connection ended before the work was done. Try again.", 0, "cut-off");
}
