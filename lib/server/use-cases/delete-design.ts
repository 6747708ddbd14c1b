import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, type Outcome } from "./outcome";

/** Takes a design away from everybody. Its releases and its log stay in the store. */
export async function deleteDesign(services: Services, owner: Owner, id: string): Promise<Outcome<undefined>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  if (!(await services.store.catalog.deleteDesign(id))) return designNotFound;
  services.collaboration.disconnect(id);
  services.firstPictures.forget(id);
  return done(undefined);
}
