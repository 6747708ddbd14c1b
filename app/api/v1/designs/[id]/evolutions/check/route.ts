import { evolutionCheck } from "@/lib/design/wire";
import { streamLines } from "@/lib/server/http/json-lines";
import { route } from "@/lib/server/http/route";
import { checkEvolution } from "@/lib/server/use-cases/check-evolution";
import { findDesign } from "@/lib/server/use-cases/find-design";

export const POST = route({ body: evolutionCheck, limit: 256 * 1024 }, async ({ services, owner, params, body, signal }) => {
  const id = params.id ?? "";
  const design = await findDesign(services, owner, id);
  return design.ok ? streamLines(signal, (options) => checkEvolution(services, id, body, options), services.store.explain) : design;
});
