import { route } from "@/lib/server/http/route";
import { readRelease } from "@/lib/server/use-cases/list-releases";

export const GET = route(({ services, owner, params }) => readRelease(services, owner, params.id ?? "", params.number ?? ""));
