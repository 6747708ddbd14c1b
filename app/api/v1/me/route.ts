import type { Me } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { done } from "@/lib/server/use-cases/outcome";

export const GET = route(async ({ owner }) => done<Me>(owner));
