"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useDesignId } from "@/components/studio/design-provider";
import type { EvolutionCheck, EvolutionCheckResult } from "@/lib/design/wire";

type Finding = Pick<EvolutionCheckResult["findings"][number], "severity" | "message">;

export interface ExpressionCheck {
  readonly busy: boolean;
  /** What was found; empty when every value came back. Undefined before a trial. */
  readonly result: readonly Finding[] | undefined;
  run(check: EvolutionCheck): void;
  /** Forgets what was found: the answers changed. */
  clear(): void;
}

/** Tries expressions on sample rows on the server; leaving cancels. */
export function useExpressionCheck(): ExpressionCheck {
  const id = useDesignId();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<readonly Finding[]>();
  const abort = useRef<AbortController>(undefined);
  const clear = useCallback(() => { abort.current?.abort(); setBusy(false); setResult(undefined); }, []);
  useEffect(() => () => abort.current?.abort(), []);
  const run = useCallback((check: EvolutionCheck) => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setBusy(true);
    setResult(undefined);
    api.checkEvolution(id, check, { signal: controller.signal, onProgress: () => undefined }).then(
      (answer) => { if (!controller.signal.aborted) setResult(answer.ok ? answer.value.findings : answer.diagnostics.map(({ message }) => ({ severity: "error" as const, message }))); },
      (cause: unknown) => { if (!controller.signal.aborted) setResult([{ severity: "error", message: messageOf(cause) }]); },
    ).finally(() => { if (abort.current === controller) setBusy(false); });
  }, [id]);
  return { busy, result, run, clear };
}
