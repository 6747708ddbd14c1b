"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { layoutTables } from "@/components/canvas/layout/layout-tables";
import { messageOf } from "@/components/api/use-loaded";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useToast } from "@/components/ui/toast";
import { moveRecords } from "@/lib/design/commands";
import { typeTextOf } from "@/lib/design/place-tables";
import type { Id } from "@/lib/model";

export interface Arranging {
  /** Lays tables out anew: all of them, or those given about where they stand. */
  arrange(algorithm: "compact" | "layered", ids?: readonly Id[]): void;
  readonly running: boolean;
  cancel(): void;
}

/** Automatic layout; the layered one works in a worker and can be cancelled. */
export function useArrange(): Arranging {
  const session = useSession();
  const { run } = useRun();
  const show = useToast();
  const [running, setRunning] = useState(false);
  const current = useRef<AbortController>(undefined);
  const cancel = useCallback(() => current.current?.abort(), []);
  useEffect(() => () => current.current?.abort(), []);
  const arrange = useCallback<Arranging["arrange"]>((algorithm, ids) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    const { schema, layout, settings } = session.getSnapshot().design;
    setRunning(true);
    layoutTables(
      { schema, positions: layout.positions, groups: layout.groups, groupOf: layout.groupOf, notes: layout.notes, enums: false, typeText: typeTextOf(schema, settings.target) },
      { algorithm, signal: abort.signal, ...(ids === undefined ? {} : { ids: new Set(ids) }) },
    ).then(
      (positions) => { if (!abort.signal.aborted) run(moveRecords, { positions }, { keepSelection: true }); },
      (error: unknown) => { if (!abort.signal.aborted) show({ text: `The layout did not work: ${messageOf(error)}`, tone: "bad" }); },
    ).finally(() => { if (current.current === abort) setRunning(false); });
  }, [session, run, show]);
  return { arrange, running, cancel };
}
