"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { api } from "@/components/api/client";
import { useLoaded, type Loaded } from "@/components/api/use-loaded";
import { pendingMigrations, type Pending } from "@/lib/design/pending";
import type { Confirmation, Release, ReleaseSummary } from "@/lib/design/wire";
import { isTechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import { useDesignId, useDesignPart } from "./design-provider";

export interface Releases {
  /** Newest first. */
  readonly all: readonly ReleaseSummary[];
  readonly last: Release | undefined;
  /** Checkpoints of changes in phases that somebody confirmed. */
  readonly confirmations: readonly Confirmation[];
}

/** The design's releases, with the last one whole; and how to load them again. */
export function useReleases(): readonly [Loaded<Releases>, () => void] {
  const id = useDesignId();
  const [loaded, reload] = useLoaded<Releases>(id, async (signal) => {
    const [all, confirmations] = await Promise.all([api.listReleases(id, signal), api.listCheckpoints(id, signal)]);
    const newest = all[0];
    return { all, confirmations, last: newest === undefined ? undefined : await api.getRelease(id, newest.number, signal) };
  });
  return [loaded, reload];
}

/**
 * What would be released now, planned in the browser from the design as it stands; undefined while the releases load
 * or when the design's technology cannot be planned for yet. Planning waits for a pause in typing.
 * `at` is the time of the last proof: files numbered by time keep the names under which they were proven.
 */
export function usePending(releases: Loaded<Releases>, at?: string): Pending | undefined {
  const schema = useDeferredValue(useDesignPart((s) => s.design.schema));
  const settings = useDeferredValue(useDesignPart((s) => s.design.settings));
  const rows = useDeferredValue(useDesignPart((s) => s.design.rowCounts));
  const patterns = useDeferredValue(useDesignPart((s) => s.design.patterns));
  const loads = useDeferredValue(useDesignPart((s) => s.design.loads));
  const choices = useDeferredValue(useDesignPart((s) => s.design.mapping));
  const stores = useDeferredValue(useDesignPart((s) => s.design.stores));
  const evolutions = useDeferredValue(useDesignPart((s) => s.design.evolutions));
  const [opened] = useState(() => new Date());
  const now = useMemo(() => (at === undefined ? opened : new Date(at)), [at, opened]);
  return useMemo(() => {
    if (releases.state !== "loaded") return undefined;
    const target = findTarget(settings.target);
    if (target === undefined) return undefined;
    const { all, last, confirmations } = releases.value;
    return pendingMigrations({
      schema, settings, rows, patterns, loads, choices, stores, evolutions, confirmations, target, now,
      released: last === undefined || !isTechnologyId(last.target) ? undefined : {
        schema: last.schema, target: last.target, number: last.number, evolutions: last.evolutions, ...(last.shapes === undefined ? {} : { shapes: last.shapes }),
        fileNames: all.flatMap((release) => release.files.map((file) => file.name)), dataFileNames: all.flatMap((release) => release.dataFiles.map((file) => file.name)),
      },
    });
  }, [releases, schema, settings, rows, patterns, loads, choices, stores, evolutions, now]);
}
