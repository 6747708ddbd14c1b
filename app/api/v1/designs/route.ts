import { importLimit, newDesign } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { createDesign } from "@/lib/server/use-cases/create-design";
import { listDesigns } from "@/lib/server/use-cases/list-designs";

export const GET = route(({ services, owner }) => listDesigns(services, owner));

/** A schema is up to three times as long in JSON as in SQL. */
export const POST = route({ body: newDesign, limit: 3 * importLimit, status: 201 }, ({ services, owner, body }) => createDesign(services, owner, body));
