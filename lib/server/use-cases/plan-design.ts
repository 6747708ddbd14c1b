import type { Resolved } from "../../design/resolve";
import { pendingMigrations, type Pending } from "../../design/pending";
import { proofSubject } from "../../proof/subject";
import type { Target } from "../../targets/target";
import type { Services } from "../services";
import type { ReleaseRecord } from "../store/catalog";
import { done, type Outcome } from "./outcome";
import { readDesign, releasedBase } from "./read-design";

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
  const pending = pendingMigrations({ schema: design.schema, settings: design.settings, rows: design.rowCounts, target, released: releasedBase(releases), now });
  const subject = await proofSubject(pending.base, pending.goal, pending.migrations.map((migration) => migration.file));
  return done({ ...read.value, releases, pending, subject });
}
