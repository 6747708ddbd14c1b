"use client";

import { useCallback, useEffect, useState } from "react";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "loaded"; readonly value: T };

/** The message of a failure, for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Loads on mount and whenever `key` changes; `reload` loads again, keeping what is shown meanwhile.
 * `load` must not need to be stable.
 */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): readonly [Loaded<T>, () => void, (value: T) => void] {
  const [result, setResult] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => { if (!abort.signal.aborted) setResult({ state: "loaded", value }); },
      (error: unknown) => { if (!abort.signal.aborted) setResult({ state: "failed", message: messageOf(error) }); },
    );
    return () => abort.abort();
    // `load` is a closure made anew on every render; `key` says when it means something else.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((value: T) => setResult({ state: "loaded", value }), []);
  return [result, reload, set];
}
