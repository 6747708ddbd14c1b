import type { DesignSummary } from "../../design/wire";
import type { Services } from "../services";
import type { DesignRecord, Owner } from "../store/catalog";
import { designNotFound, done, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";

/** The record of a design of the caller's workspace; every use case on a design starts here. */
export async function findOwnDesign({ store }: Services, owner: Owner, id: string): Promise<DesignRecord | undefined> {
  // PostgreSQL refuses the character, so no design has it in its id.
  if (id.includes("\0")) return undefined;
  const design = await store.catalog.findDesign(id);
  return design?.workspaceId === owner.workspace.id ? design : undefined;
}

export async function findDesign(services: Services, owner: Owner, id: string): Promise<Outcome<DesignSummary>> {
  const design = await findOwnDesign(services, owner, id);
  return design === undefined ? designNotFound : done(presentDesign(design));
}
