import { designRecordId, entryKey, splitKey } from "../../design/records";
import type { StoredValue } from "../../design/design";
import type { DesignSummary } from "../../design/wire";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, type Outcome } from "./outcome";
import { presentDesign } from "./present-design";
import { storeNewDesign } from "./store-new-design";

/** Makes a design like another one, as it is now. Releases are not copied: the copy starts its own. */
export async function duplicateDesign(services: Services, owner: Owner, id: string): Promise<Outcome<DesignSummary>> {
  const original = await findOwnDesign(services, owner, id);
  if (original === undefined) return designNotFound;
  const name = `${original.name} (copy)`.slice(0, 120);
  const entries = new Map<string, StoredValue>(await services.collaboration.readEntries(id));
  entries.set(entryKey(designRecordId, "name"), name);
  // Answers about the original's last release say nothing about a design without releases.
  entries.delete(entryKey(designRecordId, "renames"));
  // Nor is anything in flight there: its changes in phases belong to the original's releases.
  const evolutions = new Set([...entries].flatMap(([key, value]) => (value === "evolution" && splitKey(key)?.property === "kind" ? splitKey(key)?.id ?? [] : [])));
  for (const key of entries.keys()) if (evolutions.has(splitKey(key)?.id ?? "")) entries.delete(key);
  return done(presentDesign(await storeNewDesign(services, owner, { name, target: original.target, entries })));
}
