import { route } from "@/lib/server/http/route";
import { done } from "@/lib/server/use-cases/outcome";

export const GET = route(async ({ services }) => done({ ok: true, version: services.version }));
