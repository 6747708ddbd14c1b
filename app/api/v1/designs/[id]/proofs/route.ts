import { z } from "zod";
import { streamLines } from "@/lib/server/http/json-lines";
import { route } from "@/lib/server/http/route";
import { findDesign } from "@/lib/server/use-cases/find-design";
import { proveDesign } from "@/lib/server/use-cases/prove-design";

export const POST = route({ body: z.object({}) }, async ({ services, owner, params, signal }) => {
  const id = params.id ?? "";
  const design = await findDesign(services, owner, id);
  return design.ok ? streamLines(signal, (options) => proveDesign(services, id, options), services.store.explain) : design;
});
