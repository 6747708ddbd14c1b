import { resolve, type Resolved } from "../../design/resolve";
import { isTechnologyId } from "../../model";
import { findTarget } from "../../targets/registry";
import type { Target } from "../../targets/target";
import type { Services } from "../services";
import type { ReleaseRecord } from "../store/catalog";
import { readSchemaFile } from "../../import/json/import-json";
import type { ReleasedBase } from "../../design/pending";
import { done, failed, type Outcome } from "./outcome";

/** A design as it is now, resolved, with its target. */
export async function readDesign({ collaboration }: Services, id: string): Promise<Outcome<Resolved & { readonly target: Target }>> {
  const entries = await collaboration.readEntries(id);
  const resolved = resolve(entries, {
    limits: (technology) => {
      const target = findTarget(technology);
      return target === undefined ? undefined : { identifierBytes: target.capabilities.identifierBytes };
    },
  });
  const target = findTarget(resolved.design.settings.target);
  return target === undefined
    ? failed("unsupported", "target-not-built", `Strata cannot plan for ${resolved.design.settings.target} yet.`)
    : done({ ...resolved, target });
}

/** The last release as the plan needs it; undefined before the first. Releases come newest first. */
export function releasedBase(releases: readonly ReleaseRecord[]): ReleasedBase | undefined {
  const [last] = releases;
  if (last === undefined) return undefined;
  if (!isTechnologyId(last.target)) throw new Error(`Release ${last.number} is of the unknown technology ${last.target}`);
  const read = readSchemaFile(last.schema);
  if (!read.ok) throw new Error(`The schema of release ${last.number} cannot be read: ${read.diagnostics[0]?.message ?? ""}`);
  return { schema: read.value.schema, target: last.target, fileNames: releases.flatMap((release) => release.files.map((file) => file.name)) };
}
