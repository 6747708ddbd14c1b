import { renameDesign as renameBody } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { deleteDesign } from "@/lib/server/use-cases/delete-design";
import { findDesign } from "@/lib/server/use-cases/find-design";
import { renameDesign } from "@/lib/server/use-cases/rename-design";

export const GET = route(({ services, owner, params }) => findDesign(services, owner, params.id ?? ""));

export const PATCH = route({ body: renameBody }, ({ services, owner, params, body }) => renameDesign(services, owner, params.id ?? "", body.name));

export const DELETE = route(({ services, owner, params }) => deleteDesign(services, owner, params.id ?? ""), { status: 204 });
