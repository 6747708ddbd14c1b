import { newConfirmation, withdrawnConfirmation } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { confirmCheckpoint, listCheckpoints, withdrawCheckpoint } from "@/lib/server/use-cases/confirm-checkpoint";

export const GET = route(({ services, owner, params }) => listCheckpoints(services, owner, params.id ?? ""));

export const POST = route({ body: newConfirmation, status: 201 }, ({ services, owner, params, body }) => confirmCheckpoint(services, owner, params.id ?? "", body));

export const DELETE = route({ body: withdrawnConfirmation, status: 204 }, ({ services, owner, params, body }) => withdrawCheckpoint(services, owner, params.id ?? "", body));
