"use client";

import { useCallback } from "react";
import { arrange, buildScene } from "@/lib/export/diagram";
import { moveRecords } from "@/lib/design/commands";
import type { Id } from "@/lib/model";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";

/** Gives the function that lays tables out anew: all of them, or those given about where they stand. */
export function useArrange(): (ids?: readonly Id[]) => void {
  const session = useSession();
  const { run } = useRun();
  return useCallback((ids?: readonly Id[]) => {
    const { schema, layout } = session.getSnapshot().design;
    const scene = buildScene({ schema, positions: layout.positions, groups: layout.groups, groupOf: layout.groupOf, notes: [] });
    run(moveRecords, { positions: arrange(scene, ids === undefined ? undefined : new Set(ids)) }, { keepSelection: true });
  }, [session, run]);
}
