import { importPreparation } from "@/lib/design/wire";
import { route } from "@/lib/server/http/route";
import { done } from "@/lib/server/use-cases/outcome";
import { prepareImport } from "@/lib/server/use-cases/prepare-import";

export const POST = route({ body: importPreparation, status: 204 }, async ({ services, body: { target } }) => {
  prepareImport(services, target);
  return done(undefined);
});
