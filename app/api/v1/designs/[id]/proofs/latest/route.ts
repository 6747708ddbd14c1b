import { route } from "@/lib/server/http/route";
import { latestProof } from "@/lib/server/use-cases/list-releases";

export const GET = route(({ services, owner, params }) => latestProof(services, owner, params.id ?? ""));
