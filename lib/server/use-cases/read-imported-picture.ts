import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { done, failed, type Outcome } from "./outcome";
import { importExpired } from "../../design/wire";

/** The first picture of what an import prepared, as compressed JSON, once it is there; undefined for a small one. */
export async function readImportedPicture({ imports }: Services, owner: Owner, id: string): Promise<Outcome<Uint8Array | undefined>> {
  const prepared = await imports.find(owner.user.id, id);
  return prepared === undefined ? failed("not-found", importExpired, "What was read is not kept any longer. Read the text again.") : done(prepared.picture);
}
