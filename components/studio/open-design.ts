"use client";

import { createContext, use, useMemo, useRef, useSyncExternalStore } from "react";
import type { DesignSession, OtherUser, SessionSnapshot } from "@/lib/collaboration/session";

/** The design the pages below are about. */
export interface OpenDesign {
  readonly id: string;
  readonly session: DesignSession;
}

/** Filled by DesignProvider. */
export const OpenDesignContext = createContext<OpenDesign | undefined>(undefined);

function useOpenDesign(): OpenDesign {
  const open = use(OpenDesignContext);
  if (open === undefined) throw new Error("This needs a DesignProvider around it");
  return open;
}

/** Id of the open design. */
export function useDesignId(): string {
  return useOpenDesign().id;
}

/** The open design's session, for code that writes or reads without rendering. */
export function useSession(): DesignSession {
  return useOpenDesign().session;
}

/** The design as it stands, its problems and how safe it is; renders again on each change. */
export function useSnapshot(): SessionSnapshot {
  const { session } = useOpenDesign();
  const subscribe = useMemo(() => (listener: () => void) => session.subscribe(listener), [session]);
  return useSyncExternalStore(subscribe, () => session.getSnapshot(), () => session.getSnapshot());
}

/** The others who have the design open. Changes with every pointer move of theirs: use it low in the tree. */
export function useOthers(): readonly OtherUser[] {
  const { session } = useOpenDesign();
  const subscribe = useMemo(() => (listener: () => void) => session.subscribeOthers(listener), [session]);
  return useSyncExternalStore(subscribe, () => session.getOthers(), () => session.getOthers());
}

/**
 * A value taken from the snapshot that keeps its identity while `same` says it is the same,
 * so that a component renders only for what it shows.
 */
export function useDesignPart<T>(pick: (snapshot: SessionSnapshot) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const { session } = useOpenDesign();
  const last = useRef<{ readonly value: T }>(undefined);
  const subscribe = useMemo(() => (listener: () => void) => session.subscribe(listener), [session]);
  const read = () => {
    const value = pick(session.getSnapshot());
    if (last.current !== undefined && same(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  return useSyncExternalStore(subscribe, read, read);
}
