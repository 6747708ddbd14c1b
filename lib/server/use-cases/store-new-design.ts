import { nanoid } from "nanoid";
import type { Entries } from "../../design/design";
import { logEntries } from "../collaboration/document-source";
import { summarise } from "../collaboration/summary";
import type { Services } from "../services";
import type { DesignRecord, Owner } from "../store/catalog";
import { newDocumentUpdates } from "../workers/new-document";

/** Writes a new design: first its document into the log, then its record, so that what is listed can be opened. */
export async function storeNewDesign(
  { store }: Services,
  owner: Owner,
  design: {
    readonly name: string; readonly target: string; readonly entries: Entries;
    /** More of the document, written before, with its number of tables; no record of it is among the entries. */
    readonly prepared?: { readonly updates: readonly Uint8Array[]; readonly tables: number };
  },
): Promise<DesignRecord> {
  const id = nanoid();
  // One transaction for all chunks: a half-written import must not be possible.
  await store.log.append(logEntries(id, [...newDocumentUpdates(design.entries), ...(design.prepared?.updates ?? [])], owner.user.id));
  return store.catalog.createDesign({
    id, workspaceId: owner.workspace.id, createdById: owner.user.id,
    name: design.name, target: design.target, tables: summarise(design.entries).tables + (design.prepared?.tables ?? 0),
  });
}
