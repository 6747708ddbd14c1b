"use client";

import { useMemo } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import type { Pending } from "@/lib/design/pending";
import type { Schema } from "@/lib/model";
import { proposeEvolutions, type EvolutionGround, type EvolutionProposal } from "@/lib/plan";

/** Breaking changes of the direct plan that can be carried out in phases instead, by change. */
export interface Proposals {
  readonly ground: EvolutionGround;
  /** The ways to carry these changes; empty when there is none. */
  of(changes: readonly string[]): readonly EvolutionProposal[];
}

/** Looks for what of the pending direct changes can be carried out in phases. */
export function useProposals(pending: Pending): Proposals {
  const target = useTarget();
  const version = useDesignPart((s) => s.design.settings.targetVersion);
  return useMemo(() => {
    const ground: EvolutionGround = { target, version, base: pending.base, goal: pending.drawn };
    // Before the first release nothing runs that a change could break.
    const all = target.native !== undefined || pending.plan.changes.length === 0 || pending.base.tables.length === 0 ? [] : proposeEvolutions(nearby(pending, ground));
    const records = new Map(pending.plan.changes.map((change) => [change.id, [change.from, change.to].flatMap((id) => id ?? [])]));
    const carried = new Map<string, EvolutionProposal[]>();
    for (const proposal of all) for (const id of proposal.carries) carried.set(id, [...(carried.get(id) ?? []), proposal]);
    return {
      ground,
      of: (changes) => [...new Set(changes.flatMap((change) => records.get(change) ?? []).flatMap((id) => carried.get(id) ?? []))],
    };
  }, [target, version, pending]);
}

/** The ground with the changed tables and those that reference them or are referenced: looking through a thousand others takes half a second. */
function nearby({ plan }: Pending, ground: EvolutionGround): EvolutionGround {
  // Changes of enums and objects concern tables that do not change themselves.
  if (plan.changes.some(({ kind }) => kind === "enum" || kind === "object")) return ground;
  const changed = new Set(plan.changes.flatMap(({ tableId, from, to }) => [tableId, from, to].flatMap((id) => id ?? [])));
  const near = new Set(changed);
  for (const table of [...ground.base.tables, ...ground.goal.tables]) {
    for (const { referencedTable } of table.foreignKeys) {
      if (changed.has(table.id)) near.add(referencedTable);
      if (changed.has(referencedTable)) near.add(table.id);
    }
  }
  const part = (schema: Schema): Schema => ({
    enums: schema.enums,
    objects: schema.objects.filter(({ tableId }) => tableId === undefined || near.has(tableId)),
    // A key that leads out of the neighbourhood says nothing of the changes.
    tables: schema.tables.filter(({ id }) => near.has(id)).map((table) => ({ ...table, foreignKeys: table.foreignKeys.filter(({ referencedTable }) => near.has(referencedTable)) })),
  });
  return { ...ground, base: part(ground.base), goal: part(ground.goal) };
}
