import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, type Outcome } from "./outcome";

/** The first picture of a design as compressed JSON; undefined when there is none yet, or the design is small. */
export async function readFirstPicture(services: Services, owner: Owner, id: string): Promise<Outcome<Uint8Array | undefined>> {
  return (await findOwnDesign(services, owner, id)) === undefined ? designNotFound : done(services.firstPictures.get(id));
}
