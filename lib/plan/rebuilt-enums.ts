import type { Difference } from "../diff";
import type { EnumType, Id } from "../model";

/** What of the ground of a plan is looked at. */
interface EnumGround {
  readonly differences: readonly Difference[];
  readonly baseSide: { readonly enums: ReadonlyMap<Id, EnumType> };
  readonly goalSide: { readonly enums: ReadonlyMap<Id, EnumType> };
}

/** Enums that lose or reorder values, up or when taken back: no engine does that in place, their columns are converted. */
export function rebuiltEnums(ground: EnumGround): Map<Id, "up" | "down"> {
  const rebuilt = new Map<Id, "up" | "down">();
  for (const difference of ground.differences) {
    if (difference.kind !== "enum" || difference.verb !== "alter") continue;
    const before = ground.baseSide.enums.get(difference.from.id)?.values ?? [];
    const after = ground.goalSide.enums.get(difference.to.id)?.values ?? [];
    if (!isWithin(before, after)) rebuilt.set(difference.to.id, "up");
    else if (!isWithin(after, before)) rebuilt.set(difference.to.id, "down");
  }
  return rebuilt;
}

/** Whether all values stand in `all` in the same order. */
function isWithin(values: readonly string[], all: readonly string[]): boolean {
  const kept = all.filter((value) => values.includes(value));
  return kept.length === values.length && kept.every((value, i) => value === values[i]);
}
