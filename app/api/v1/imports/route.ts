import { importLimit, importRequest } from "@/lib/design/wire";
import { streamLines } from "@/lib/server/http/json-lines";
import { route } from "@/lib/server/http/route";
import { importSchema } from "@/lib/server/use-cases/import-schema";

/** JSON escapes make a text longer, and a character has up to four bytes. */
const limit = 4 * importLimit;

export const POST = route({ body: importRequest, limit }, async ({ services, body, signal }) =>
  streamLines(signal, (options) => importSchema(services, body, options), services.store.explain));
