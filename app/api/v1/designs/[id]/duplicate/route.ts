import { route } from "@/lib/server/http/route";
import { duplicateDesign } from "@/lib/server/use-cases/duplicate-design";

export const POST = route(({ services, owner, params }) => duplicateDesign(services, owner, params.id ?? ""), { status: 201 });
