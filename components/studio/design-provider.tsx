"use client";

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import type { DesignSession } from "@/lib/collaboration/session";
import { messageOf } from "@/components/api/use-loaded";
import { OpenDesignContext, type OpenDesign } from "./open-design";
import { openSession } from "./open-session";
import { SelectionProvider } from "./selection";

export { useDesignId, useDesignPart, useOthers, useSession, useSnapshot } from "./open-design";

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
  const state = useReadiness(open?.session);
  const message = error ?? (state.startsWith(refused) ? state.slice(refused.length) : undefined);
  if (message !== undefined) return failed(message, retry);
  // One place for all of the waiting: what is drawn in it (canvas/first-picture) stays until the design takes over.
  if (open === undefined || state !== "ready") return loading;
  return (
    <OpenDesignContext value={open}>
      <SelectionProvider>{children}</SelectionProvider>
    </OpenDesignContext>
  );
}

const refused = "refused: ";
const never = () => () => undefined;

/** Whether the design is there; or, with why, that it will not be: nothing of it is on this device either, and waiting longer would not help. */
function useReadiness(session: DesignSession | undefined): string {
  const subscribe = useMemo(() => (session === undefined ? never : (listener: () => void) => session.subscribe(listener)), [session]);
  const read = () => {
    if (session === undefined) return "loading";
    const { ready, saving } = session.getSnapshot();
    return ready ? "ready" : saving.kind === "refused" ? refused + saving.message : "loading";
  };
  return useSyncExternalStore(subscribe, read, read);
}
