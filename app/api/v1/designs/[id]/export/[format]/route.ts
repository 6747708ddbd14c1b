import { fileResponse } from "@/lib/server/http/respond";
import { route } from "@/lib/server/http/route";
import { exportDesign } from "@/lib/server/use-cases/export-design";

export const GET = route(async ({ services, owner, params, search }) => {
  const exported = await exportDesign(services, owner, params.id ?? "", params.format ?? "", search.get("migrations") ?? undefined);
  return exported.ok ? fileResponse(exported.value) : exported;
});
