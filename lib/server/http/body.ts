import type { z } from "zod";
import { done, failed, type Failure, type Outcome } from "../use-cases/outcome";

/** Reads a JSON body of at most `limit` bytes and checks it against a schema. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, limit: number): Promise<Outcome<T>> {
  // Only this type makes a browser ask first (CORS preflight), so a form on another site cannot send one.
  if (mediaType(request) !== "application/json") return failed("unsupported-media", "body-not-json", "Send the body as application/json.");
  const text = await readText(request, limit);
  if (text === undefined) return tooLarge(limit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed("invalid", "body-not-json", "The body is not valid JSON.");
  }
  return checked(value, schema);
}

/** A value that came from outside, held against a schema. */
export function checked<T>(value: unknown, schema: z.ZodType<T>): Outcome<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return failed("invalid", "body-invalid", `${where}${issue?.message ?? "The body is not as expected."}`);
}

/** Reads a body of at most `limit` bytes as it is, without looking into it. */
export async function readBytes(request: Request, limit: number): Promise<Outcome<Uint8Array>> {
  // A type that a form of another site cannot send, as above.
  if (mediaType(request) !== "application/octet-stream") return failed("unsupported-media", "body-not-bytes", "Send the body as application/octet-stream.");
  const chunks: Uint8Array[] = [];
  const size = await readChunks(request, limit, (chunk) => chunks.push(chunk));
  if (size === undefined) return tooLarge(limit);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return done(whole);
}

function mediaType(request: Request): string | undefined {
  return request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
}

function tooLarge(limit: number): Failure {
  return failed("too-large", "body-too-large", `The request is larger than ${Math.round(limit / 1024)} KB.`);
}

/** The body as text, or undefined when it is longer than `limit` bytes. */
async function readText(request: Request, limit: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  const size = await readChunks(request, limit, (chunk) => { text += decoder.decode(chunk, { stream: true }); });
  return size === undefined ? undefined : text + decoder.decode();
}

/** Takes the body piece by piece. Answers its size in bytes, or undefined when that is more than `limit`; no more is ever taken. */
async function readChunks(request: Request, limit: number, take: (chunk: Uint8Array) => void): Promise<number | undefined> {
  if (request.body === null) return 0;
  const reader = request.body.getReader();
  for (let bytes = 0; ; ) {
    const { done: ended, value } = await reader.read();
    if (ended) return bytes;
    bytes += value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      return undefined;
    }
    take(value);
  }
}
