import type { z } from "zod";
import { done, failed, type Outcome } from "../use-cases/outcome";

/** Reads a JSON body of at most `limit` bytes and checks it against a schema. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, limit: number): Promise<Outcome<T>> {
  // Only this type makes a browser ask first (CORS preflight), so a form on another site cannot send one.
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return failed("unsupported-media", "body-not-json", "Send the body as application/json.");
  const text = await readText(request, limit);
  if (text === undefined) return failed("too-large", "body-too-large", `The request is larger than ${Math.round(limit / 1024)} KB.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failed("invalid", "body-not-json", "The body is not valid JSON.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return failed("invalid", "body-invalid", `${where}${issue?.message ?? "The body is not as expected."}`);
}

/** The body as text, or undefined when it is longer than `limit` bytes; no more than that is ever held. */
async function readText(request: Request, limit: number): Promise<string | undefined> {
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  const reader = request.body.getReader();
  let text = "";
  for (let bytes = 0; ; ) {
    const { done: ended, value } = await reader.read();
    if (ended) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
