import { lockEntries } from "../../export";
import type { Services } from "../services";
import type { DesignRecord, Owner } from "../store/catalog";
import type { AdoptedHistory } from "../workers/jobs";
import { releasedPath } from "./release-design";

/**
 * Makes the history that a new design was read from its first release: the files as they were, locked, unproven since another tool has
 * run them long ago. The numbers of later files go on from theirs. Without the release there is no design either.
 */
export async function adoptMigrations({ store }: Services, owner: Owner, design: DesignRecord, targetVersion: string, adopted: AdoptedHistory): Promise<void> {
  const entries = await lockEntries(adopted.files.map((file) => ({ content: file.content, name: releasedPath(file) })));
  const files = adopted.files.map((file, i) => {
    const entry = entries[i];
    if (entry === undefined) throw new Error("The lock has fewer entries than files");
    return { ...file, sha256: entry.sha256, chain: entry.chain };
  });
  try {
    await store.catalog.createRelease({
      designId: design.id, number: 1, name: `Adopted from ${adopted.tool}`, note: "", schema: adopted.schema, target: design.target, targetVersion,
      unprovenReason: "adopted", createdById: owner.user.id, files,
    });
  } catch (error) {
    await store.catalog.deleteDesign(design.id);
    throw error;
  }
}
