"use client";

import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import type { DesignSession, OtherUser, SessionSnapshot } from "@/lib/collaboration/session";
import { messageOf } from "@/components/api/use-loaded";
import { openSession } from "./open-session";
import { SelectionProvider } from "./selection";

interface OpenDesign {
  readonly id: string;
  readonly session: DesignSession;
}

const OpenDesignContext = createContext<OpenDesign | undefined>(undefined);

interface Props {
  readonly id: string;
  /** Shown until the design is there. */
  readonly loading: ReactNode;
  /** Shown when it cannot be opened. */
  failed(message: string, retry: () => void): ReactNode;
  readonly children: ReactNode;
}

/** Opens the design once for every page below it, and closes it when the last one is left. */
export function DesignProvider(props: Props) {
  const [round, setRound] = useState(0);
  const retry = useCallback(() => setRound((n) => n + 1), []);
  // Another design, or another attempt, starts from nothing.
  return <Opening key={`${props.id} ${round}`} {...props} retry={retry} />;
}

function Opening({ id, loading, failed, children, retry }: Props & { retry(): void }) {
  const [open, setOpen] = useState<OpenDesign>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let left = false;
    let session: DesignSession | undefined;
    openSession(id).then(
      (opened) => {
        if (left) { opened.close(); return; }
        session = opened;
        setOpen({ id, session: opened });
      },
      (cause: unknown) => { if (!left) setError(messageOf(cause)); },
    );
    return () => { left = true; session?.close(); };
  }, [id]);
  if (error !== undefined) return failed(error, retry);
  if (open === undefined) return loading;
  return (
    <OpenDesignContext value={open}>
      <SelectionProvider>
        <WhenReady loading={loading}>{children}</WhenReady>
      </SelectionProvider>
    </OpenDesignContext>
  );
}

function WhenReady({ loading, children }: { readonly loading: ReactNode; readonly children: ReactNode }) {
  const { ready, saving } = useSnapshot();
  // A refused connection shows the frame with its message; waiting longer would not help.
  return ready || saving.kind === "refused" ? children : loading;
}

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
