import { newRelease } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { listReleases } from "@/lib/server/use-cases/list-releases";
import { releaseDesign } from "@/lib/server/use-cases/release-design";

export const GET = route(({ services, owner, params }) => listReleases(services, owner, params.id ?? ""));

export const POST = route({ body: newRelease, status: 201 }, ({ services, owner, params, body }) => releaseDesign(services, owner, params.id ?? "", body));
