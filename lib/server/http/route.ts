import type { z } from "zod";
import type { Owner } from "../store/catalog";
import { services, type Services } from "../services";
import type { Outcome } from "../use-cases/outcome";
import { checked, readBody, readBytes } from "./body";
import { errorResponse, failureOf, json } from "./respond";

export interface RouteContext<B> {
  readonly services: Services;
  readonly owner: Owner;
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: B;
  /** What stands after the question mark of the address, unchecked. */
  readonly search: URLSearchParams;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

export interface RouteOptions<B> {
  readonly body: z.ZodType<B>;
  /** Largest body in bytes; 64 KB when absent. */
  readonly limit?: number;
  /** Status of a success; 200 when absent. 204 sends no body. */
  readonly status?: number;
}

/** A route whose body is bytes, and whose parameters stand in the query. */
export interface BytesOptions<Q> {
  readonly query: z.ZodType<Q>;
  /** Largest body in bytes. */
  readonly limit: number;
}

type Handler<B> = (context: RouteContext<B>) => Promise<Response | Outcome<unknown>>;
type NextRoute = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * Wraps a handler of the API: body checked and limited, the caller identified, failures as `{ error: { code, message } }`.
 * Host, Origin and peer were checked before Next saw the request (http/front.ts). Bugs answer 500 without their text.
 */
export function route(handler: Handler<undefined>, options?: { readonly status?: number }): NextRoute;
export function route<B>(options: RouteOptions<B>, handler: Handler<B>): NextRoute;
export function route<B>(first: RouteOptions<B> | Handler<undefined>, second?: Handler<B> | { readonly status?: number }): NextRoute {
  if (typeof first === "function") {
    const status = typeof second === "object" ? second.status : undefined;
    return (request, { params }) => answer(request, status, async (base) => first({ ...base, params: await params, body: undefined }));
  }
  if (typeof second !== "function") throw new Error("A route with options needs a handler");
  return (request, { params }) => answer(request, first.status, async (base) => {
    const body = await readBody(request, first.body, first.limit ?? 64 * 1024);
    return body.ok ? second({ ...base, params: await params, body: body.value }) : body;
  });
}

/** Whether an error only says that the request ended: in the words of fetch, of Next or of the socket. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && (/^(AbortError|ResponseAborted)$/.test(error.name) || ("code" in error && error.code === "ECONNRESET")));
}

/** Not of the standard; what servers commonly write into their logs for it. */
const clientLeft = 499;

/** As `route`, for a body that is taken as bytes: nothing of it is decoded or looked into here. */
export function bytesRoute<Q>({ query, limit }: BytesOptions<Q>, handler: Handler<{ readonly query: Q; readonly bytes: Uint8Array }>): NextRoute {
  return (request, { params }) => answer(request, undefined, async (base) => {
    const asked = checked(Object.fromEntries(new URL(request.url).searchParams), query);
    if (!asked.ok) return asked;
    const bytes = await readBytes(request, limit);
    return bytes.ok ? handler({ ...base, params: await params, body: { query: asked.value, bytes: bytes.value } }) : bytes;
  });
}

async function answer(
  request: Request,
  status: number | undefined,
  work: (base: Pick<RouteContext<unknown>, "services" | "owner" | "search" | "signal">) => Promise<Response | Outcome<unknown>>,
): Promise<Response> {
  const all = services();
  try {
    const result = await work({ services: all, owner: await all.owner(), search: new URL(request.url).searchParams, signal: request.signal });
    if (result instanceof Response) return result;
    if (!result.ok) return errorResponse(result);
    return status === 204 ? new Response(null, { status }) : json(result.value, status);
  } catch (error) {
    if (request.signal.aborted && isAbort(error, request.signal)) {
      // Nobody is there to read an answer, and nothing went wrong here.
      console.error(`${request.method} ${new URL(request.url).pathname}: the client left before the answer.`);
      return new Response(null, { status: clientLeft });
    }
    const failure = failureOf(error) ?? failureOf(all.store.explain(error));
    if (failure !== undefined) return errorResponse(failure);
    console.error(`${request.method} ${new URL(request.url).pathname} failed:`, error);
    return json({ error: { code: "internal", message: "Something went wrong on the server. Its log says more." } }, 500);
  }
}

