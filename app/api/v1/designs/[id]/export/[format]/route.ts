import { fileResponse } from "@/lib/server/http/respond";
import { route } from "@/lib/server/http/route";
import { exportDesign } from "@/lib/server/use-cases/export-design";

export const GET = route(async ({ services, owner, params }) => {
  const exported = await exportDesign(services, owner, params.id ?? "", params.format ?? "");
  return exported.ok ? fileResponse(exported.value) : exported;
});
