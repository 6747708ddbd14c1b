"use client";

import { useCallback, useEffect, useState, type ReactNode } from "react";
import type { DesignSession } from "@/lib/collaboration/session";
import { messageOf } from "@/components/api/use-loaded";
import { OpenDesignContext, useSnapshot, type OpenDesign } from "./open-design";
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
  if (error !== undefined) return failed(error, retry);
  if (open === undefined) return loading;
  return (
    <OpenDesignContext value={open}>
      <SelectionProvider>
        <WhenReady loading={loading} refused={(message) => failed(message, retry)}>{children}</WhenReady>
      </SelectionProvider>
    </OpenDesignContext>
  );
}

function WhenReady({ loading, refused, children }: { readonly loading: ReactNode; refused(message: string): ReactNode; readonly children: ReactNode }) {
  const { ready, saving } = useSnapshot();
  if (ready) return children;
  // Nothing of it is on this device either: waiting longer would not help.
  return saving.kind === "refused" ? refused(saving.message) : loading;
}
