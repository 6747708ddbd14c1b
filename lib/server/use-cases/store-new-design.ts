import { nanoid } from "nanoid";
import type { Entries } from "../../design/design";
import { logEntries, updatesOf } from "../collaboration/document-source";
import { summarise } from "../collaboration/summary";
import type { Services } from "../services";
import type { DesignRecord, Owner } from "../store/catalog";

/** Writes a new design: first its document into the log, then its record, so that what is listed can be opened. */
export async function storeNewDesign(
  { store }: Services,
  owner: Owner,
  design: { readonly name: string; readonly target: string; readonly entries: Entries },
): Promise<DesignRecord> {
  const id = nanoid();
  // One transaction for all chunks: a half-written import must not be possible.
  await store.log.append(logEntries(id, updatesOf(design.entries), owner.user.id));
  return store.catalog.createDesign({
    id, workspaceId: owner.workspace.id, createdById: owner.user.id,
    name: design.name, target: design.target, tables: summarise(design.entries).tables,
  });
}
