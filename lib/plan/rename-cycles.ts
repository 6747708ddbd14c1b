import type { Difference } from "../diff";
import type { Id } from "../model";

/** One record of each cycle of names (a becomes b while b becomes a): the one that has to step aside first. */
export function detoursOf(differences: readonly Difference[]): Set<Id> {
  const renames = differences.filter((difference) => difference.verb === "rename" && (difference.kind === "column" || difference.kind === "table"));
  const byOldName = new Map<string, { readonly id: Id; readonly to: string }>();
  for (const difference of renames) {
    if (difference.verb !== "rename") continue;
    const { from, to } = difference;
    byOldName.set(place(to.parent, from.scope, from.name), { id: to.id, to: place(to.parent, to.scope, to.name) });
  }
  const detours = new Set<Id>();
  const seen = new Set<string>();
  for (const start of byOldName.keys()) {
    const path = new Set<string>();
    for (let name: string | undefined = start; name !== undefined && !seen.has(name); ) {
      path.add(name);
      const next: { readonly id: Id; readonly to: string } | undefined = byOldName.get(name);
      if (next !== undefined && path.has(next.to)) detours.add(next.id);
      seen.add(name);
      name = next?.to;
    }
  }
  return detours;
}

/** Columns that go in a rebuilt table while another column is renamed to their name. */
export function steppingAside(differences: readonly Difference[], rebuilt: ReadonlySet<Id>): Set<Id> {
  const wanted = new Set<string>();
  for (const difference of differences) {
    if (difference.verb === "rename" && difference.kind === "column" && rebuilt.has(difference.to.parent ?? "")) wanted.add(place(difference.to.parent, "", difference.to.name));
  }
  const aside = new Set<Id>();
  for (const difference of differences) {
    if (difference.verb === "drop" && difference.kind === "column" && wanted.has(place(difference.from.parent, "", difference.from.name))) aside.add(difference.from.id);
  }
  return aside;
}

function place(parent: Id | undefined, scope: string, name: string | undefined): string {
  return `${parent ?? ""}\n${scope}\n${name ?? ""}`;
}

/** A name nobody has chosen, for the moment of a swap. */
export function temporaryName(name: string): string {
  return `strata_moving_${name}`.slice(0, 63);
}
