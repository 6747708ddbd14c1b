"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/components/api/client";
import { messageOf, useLoaded, type Loaded } from "@/components/api/use-loaded";
import { useDesignId } from "@/components/studio/design-provider";
import type { StoredProof } from "@/lib/design/wire";

export interface Proving {
  /** The last proof of this design, whatever it proved. */
  readonly latest: Loaded<StoredProof | undefined>;
  readonly running: { readonly label: string; readonly value: number | undefined } | undefined;
  /** Why the last attempt gave no proof. */
  readonly error: string | undefined;
  prove(): void;
  cancel(): void;
}

/** Runs proofs on the server, with progress and cancel. Leaving the page cancels. */
export function useProving(): Proving {
  const id = useDesignId();
  const [latest, , setLatest] = useLoaded<StoredProof | undefined>(id, (signal) => api.latestProof(id, signal));
  const [running, setRunning] = useState<Proving["running"]>();
  const [error, setError] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  const cancel = useCallback(() => abort.current?.abort(), []);
  useEffect(() => cancel, [cancel]);
  const prove = useCallback(() => {
    const controller = new AbortController();
    abort.current?.abort();
    abort.current = controller;
    setRunning({ label: "Starting", value: undefined });
    setError(undefined);
    api.prove(id, {
      signal: controller.signal,
      onProgress: ({ done, total, label }) => setRunning({ label, value: total === 0 ? undefined : done / total }),
    }).then(
      (answer) => {
        if (answer.ok) setLatest(answer.value);
        else setError(answer.diagnostics.map((d) => d.message).join(" "));
      },
      (cause: unknown) => { if (!controller.signal.aborted) setError(messageOf(cause)); },
    ).finally(() => { if (abort.current === controller) setRunning(undefined); });
  }, [id, setLatest]);
  return { latest, running, error, prove, cancel };
}
