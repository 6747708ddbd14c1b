"use client";

import { AlertTriangle, Check, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { IconButton } from "./icon-button";

export interface ToastMessage {
  readonly text: string;
  readonly tone?: "neutral" | "bad";
  /** One thing to do about it, such as Undo. */
  readonly action?: { readonly label: string; run(): void };
}

interface ToastEntry extends ToastMessage {
  readonly id: number;
}

const ToastContext = createContext<((message: ToastMessage) => void) | undefined>(undefined);

/** Shows short messages in the corner and reads them aloud. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [entries, setEntries] = useState<readonly ToastEntry[]>([]);
  const next = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    next.current += 1;
    const id = next.current;
    setEntries((before) => [...before.slice(-2), { ...message, id }]);
  }, []);
  const close = useCallback((id: number) => setEntries((before) => before.filter((entry) => entry.id !== id)), []);
  return (
    <ToastContext value={show}>
      <Radix.Provider duration={6000} swipeDirection="right" label="Message">
        {children}
        {entries.map((entry) => (
          <Radix.Root key={entry.id} type={entry.tone === "bad" ? "foreground" : "background"} onOpenChange={(open) => { if (!open) close(entry.id); }} className="floating flex w-90 max-w-[calc(100vw-32px)] animate-[appear_120ms_ease-out] items-center gap-2 py-1.5 pr-1.5 pl-3">
            {entry.tone === "bad" ? <AlertTriangle aria-hidden className="size-4 shrink-0 stroke-[1.5] text-bad" /> : <Check aria-hidden className="size-4 shrink-0 stroke-[1.5] text-ok" />}
            <Radix.Description className="min-w-0 flex-1 break-words">{entry.text}</Radix.Description>
            {entry.action === undefined ? undefined : (
              <Radix.Action altText={entry.action.label} onClick={entry.action.run} className="control px-2 font-medium text-accent-text hover:bg-accent-soft">{entry.action.label}</Radix.Action>
            )}
            <Radix.Close asChild><IconButton name="Dismiss" size="small"><X /></IconButton></Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-50 grid gap-2 outline-none" />
      </Radix.Provider>
    </ToastContext>
  );
}

/** Gives the function that shows a message. */
export function useToast(): (message: ToastMessage) => void {
  const show = use(ToastContext);
  if (show === undefined) throw new Error("useToast needs a ToastProvider");
  return useMemo(() => show, [show]);
}
