import { nanoid } from "nanoid";
import type { Entries } from "../../design/design";
import { logEntries } from "../collaboration/document-source";
import { summarise } from "../collaboration/summary";
import type { Services } from "../services";
import type { DesignRecord, Owner } from "../store/catalog";
import { newDocumentUpdates } from "../workers/new-document";

/** Writes a new design: first its document into the log, then its record, so that what is listed can be opened. */
export async function storeNewDesign(
  { store, firstPictures }: Services,
  owner: Owner,
  design: {
    /** Of no other design; absent: a new one. */
    readonly id?: string;
    readonly name: string; readonly target: string; readonly entries: Entries;
    /** More of the document, written before, with its number of tables; no record of it is among the entries. */
    readonly prepared?: { readonly updates: readonly Uint8Array[]; readonly tables: number; readonly picture?: Uint8Array };
  },
): Promise<DesignRecord> {
  const id = design.id ?? nanoid();
  // One transaction for all chunks: a half-written import must not be possible.
  await store.log.append(logEntries(id, [...newDocumentUpdates(design.entries), ...(design.prepared?.updates ?? [])], owner.user.id));
  const record = await store.catalog.createDesign({
    id, workspaceId: owner.workspace.id, createdById: owner.user.id,
    name: design.name, target: design.target, tables: summarise(design.entries).tables + (design.prepared?.tables ?? 0),
  });
  // Whoever made it opens it now; its picture, unless it is there, may wait until that is done.
  if (design.prepared?.picture !== undefined) firstPictures.keep(id, design.prepared.picture);
  else setTimeout(() => void firstPictures.refresh(id), 1_000).unref();
  return record;
}
