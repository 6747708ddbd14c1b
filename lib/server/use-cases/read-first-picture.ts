import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";

/**
 * The first picture of a design as compressed JSON; undefined when there is none yet, the design is small, or there is no such design:
 * a browser that prepares for a design which is about to be made asks for it too.
 */
export async function readFirstPicture(services: Services, owner: Owner, id: string): Promise<Uint8Array | undefined> {
  return (await findOwnDesign(services, owner, id)) === undefined ? undefined : services.firstPictures.get(id);
}
