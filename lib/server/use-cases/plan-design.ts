import type { Confirmation } from "../../design/flight";
import type { Resolved } from "../../design/resolve";
import { pendingMigrations, pendingSubject, type Pending } from "../../design/pending";
import type { Target } from "../../targets/target";
import type { Services } from "../services";
import type { CheckpointRecord, ReleaseRecord } from "../store/catalog";
import { done, type Outcome } from "./outcome";
import { readDesign } from "./read-design";
import { releasedBase } from "./released-base";

/** What would be released now, planned by the server from its own stored design. */
export interface PlannedDesign extends Resolved {
  readonly target: Target;
  /** Newest first. */
  readonly releases: readonly ReleaseRecord[];
  readonly pending: Pending;
  /** What a proof must be of. */
  readonly subject: string;
}

/** Plans the design as stored now; `now` only matters for timestamp numbering. */
export async function planDesign(services: Services, designId: string, now: Date): Promise<Outcome<PlannedDesign>> {
  const read = await readDesign(services, designId);
  if (!read.ok) return read;
  const { design, target } = read.value;
  const releases = await services.store.catalog.listReleases(designId);
  const confirmations = (await services.store.catalog.listCheckpoints(designId)).map(presentConfirmation);
  const pending = pendingMigrations({
    schema: design.schema, settings: design.settings, rows: design.rowCounts, patterns: design.patterns, loads: design.loads, choices: design.mapping, stores: design.stores, evolutions: design.evolutions, confirmations, target, released: releasedBase(releases), now,
  });
  const subject = await pendingSubject(pending);
  return done({ ...read.value, releases, pending, subject });
}

export function presentConfirmation({ evolutionId, phase, sentence, confirmedBy, confirmedAt }: CheckpointRecord): Confirmation {
  return { evolutionId, phase, sentence, by: confirmedBy, at: confirmedAt.toISOString() };
}
