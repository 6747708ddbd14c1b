import type { DesignSummary } from "../../design/wire";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { done, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";

/** All designs of the caller's workspace, last changed first. */
export async function listDesigns({ store }: Services, owner: Owner): Promise<Outcome<readonly DesignSummary[]>> {
  return done((await store.catalog.listDesigns(owner.workspace.id)).map(presentDesign));
}
