import type { Release, ReleaseSummary, StoredProof } from "../../design/wire";
import type { Services } from "../services";
import type { Owner } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, failed, type Outcome } from "./outcome";
import { presentProof, presentRelease, presentReleaseSummary } from "./present-release";

/** Releases of a design, newest first. */
export async function listReleases(services: Services, owner: Owner, id: string): Promise<Outcome<readonly ReleaseSummary[]>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  return done((await services.store.catalog.listReleases(id)).map(presentReleaseSummary));
}

/** One release with schema, files and proof; `number` as it stands in the address. */
export async function readRelease(services: Services, owner: Owner, id: string, number: string): Promise<Outcome<Release>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const release = /^[1-9]\d{0,8}$/.test(number) ? await services.store.catalog.findRelease(id, Number(number)) : undefined;
  if (release === undefined) return failed("not-found", "release-not-found", `This design has no release ${number}.`);
  // Only changes in phases look back at the releases they began with.
  const releases = release.evolutions === undefined ? [release] : await services.store.catalog.listReleases(id);
  return done(presentRelease(release, releases));
}

/** The proof that ran last, passed or not; undefined when none ran yet. */
export async function latestProof(services: Services, owner: Owner, id: string): Promise<Outcome<StoredProof | undefined>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const proof = await services.store.catalog.latestProof(id);
  return done(proof === undefined ? undefined : presentProof(proof));
}
