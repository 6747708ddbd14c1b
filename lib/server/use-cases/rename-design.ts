import { designRecordId, entryKey } from "../../design/records";
import type { DesignSummary } from "../../design/wire";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";

/** Renames a design in its document, where open editors see it at once, and in the list. */
export async function renameDesign(services: Services, owner: Owner, id: string, name: string): Promise<Outcome<DesignSummary>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  await services.collaboration.edit(id, new Map([[entryKey(designRecordId, "name"), name]]), owner.user.id);
  const renamed = await services.store.catalog.updateDesign(id, { name, updatedAt: new Date() });
  return renamed === undefined ? designNotFound : done(presentDesign(renamed));
}
