import type { ApiError } from "../../design/wire";
import { StoreFailure } from "../store/failure";
import type { Failure, FailureCode } from "../use-cases/outcome";
import { JobFailure } from "../workers/job";

const statusOf: Readonly<Record<FailureCode, number>> = {
  "not-found": 404, invalid: 400, conflict: 409, unsupported: 422, "too-large": 413, "unsupported-media": 415,
  forbidden: 403, "storage-full": 507, unavailable: 503, timeout: 504,
};

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" } });
}

export function errorResponse(failure: Failure): Response {
  return json({ error: { code: failure.code, message: failure.message } } satisfies ApiError, statusOf[failure.failure]);
}

/** The failure an expected error stands for, or undefined for a bug. Matches by name too: Next's bundle has its own classes. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof StoreFailure || isNamed(error, "StoreFailure")) {
    const code = codeOf(error);
    return { ok: false, failure: code === "store-full" ? "storage-full" : "unavailable", code, message: error.message };
  }
  if (error instanceof JobFailure || isNamed(error, "JobFailure")) {
    const code = codeOf(error);
    return { ok: false, failure: code === "job-timeout" ? "timeout" : code === "job-busy" ? "unavailable" : "unsupported", code, message: error.message };
  }
  return undefined;
}

function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}

function codeOf(error: Error): string {
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : "unknown";
}

/** A file to be saved. It comes from users, so it is never shown as a page of ours. */
export function fileResponse({ name, mediaType, content }: { readonly name: string; readonly mediaType: string; readonly content: string | Uint8Array<ArrayBuffer> }): Response {
  const text = typeof content === "string";
  return new Response(content, {
    headers: {
      "Content-Type": text ? `${mediaType}; charset=utf-8` : mediaType, "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox", "Cache-Control": "no-store",
    },
  });
}

/** Bytes compressed with gzip, for a script that unpacks them itself: what is named as an encoding, Next 16.4 compresses once more. */
export function gzipResponse(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/gzip", "Cache-Control": "no-store" } });
}
