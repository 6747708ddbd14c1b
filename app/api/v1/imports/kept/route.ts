import { importLimit, keptImportQuery } from "@/lib/design/wire";
import { streamLines } from "@/lib/server/http/json-lines";
import { bytesRoute } from "@/lib/server/http/route";
import { keepImport } from "@/lib/server/use-cases/keep-import";

/** A UTF-16 code unit, by which the limit counts, has up to three bytes in UTF-8. */
const limit = 3 * importLimit;

export const POST = bytesRoute({ query: keptImportQuery, limit }, async ({ services, owner, body: { query, bytes }, signal }) =>
  streamLines(signal, (options) => keepImport(services, owner, { ...query, bytes }, options), services.store.explain));
