import { route } from "@/lib/server/http/route";
import { latestProof } from "@/lib/server/use-cases/list-releases";

export const GET = route(async ({ services, owner, params }) => {
  const proof = await latestProof(services, owner, params.id ?? "");
  // Not a fault: browsers report those.
  return proof.ok && proof.value === undefined ? new Response(null, { status: 204 }) : proof;
});
