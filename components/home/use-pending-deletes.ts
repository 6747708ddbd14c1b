"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/components/api/client";

/** How long a deletion can be taken back, in milliseconds: as long as its message shows. */
const grace = 6000;

/**
 * Deletions that can still be taken back: the design leaves the list at once and the server a little later,
 * or at once when the page is left.
 */
export function usePendingDeletes(onError: (error: unknown) => void): { readonly hidden: ReadonlySet<string>; remove(id: string): void; restore(id: string): void } {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const restore = useCallback((id: string) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    setHidden((before) => new Set([...before].filter((other) => other !== id)));
  }, []);
  const send = useCallback((id: string) => {
    timers.current.delete(id);
    api.deleteDesign(id).catch((error: unknown) => { restore(id); onError(error); });
  }, [restore, onError]);
  const remove = useCallback((id: string) => {
    setHidden((before) => new Set([...before, id]));
    timers.current.set(id, setTimeout(() => send(id), grace));
  }, [send]);
  useEffect(() => {
    const flush = () => {
      for (const [id, timer] of timers.current) { clearTimeout(timer); send(id); }
    };
    window.addEventListener("pagehide", flush);
    return () => { window.removeEventListener("pagehide", flush); flush(); };
  }, [send]);
  return { hidden, remove, restore };
}
