import { z } from "zod";
import type { Proof } from "../../proof/proof";

/** Proofs are written by this server only; what is checked is that the column holds one at all. */
const proofShape = z.custom<Proof>((value) => typeof value === "object" && value !== null && "passed" in value && "stages" in value && "subject" in value);

/** A proof as the store keeps it. Throws when it is none. */
export function parseProof(body: string): Proof {
  const parsed: unknown = JSON.parse(body);
  return proofShape.parse(parsed);
}
