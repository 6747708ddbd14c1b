import { gzipResponse } from "@/lib/server/http/respond";
import { route } from "@/lib/server/http/route";
import { readFirstPicture } from "@/lib/server/use-cases/read-first-picture";

export const GET = route(async ({ services, owner, params }) => {
  const picture = await readFirstPicture(services, owner, params.id ?? "");
  return picture === undefined ? new Response(null, { status: 204 }) : gzipResponse(picture);
});
