import { gzipResponse } from "@/lib/server/http/respond";
import { route } from "@/lib/server/http/route";
import { readImportedPicture } from "@/lib/server/use-cases/read-imported-picture";

export const GET = route(async ({ services, owner, params }) => {
  const picture = await readImportedPicture(services, owner, params.id ?? "");
  if (!picture.ok) return picture;
  return picture.value === undefined ? new Response(null, { status: 204 }) : gzipResponse(picture.value);
});
