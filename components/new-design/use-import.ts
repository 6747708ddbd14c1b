"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Diagnostic, TechnologyId } from "@/lib/model";
import type { ImportResult } from "@/lib/design/wire";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import type { ImportSource } from "./read-file";

export type ImportState =
  | { readonly state: "idle" }
  | { readonly state: "working"; readonly label: string; readonly value: number | undefined }
  | { readonly state: "found"; readonly result: ImportResult }
  | { readonly state: "failed"; readonly diagnostics: readonly Diagnostic[] };

/** One import at a time: start it, watch it, cancel it. Leaving the page cancels it too. */
export function useImport(): { readonly state: ImportState; start(source: ImportSource, target: TechnologyId): void; cancel(): void } {
  const [state, setState] = useState<ImportState>({ state: "idle" });
  const running = useRef<AbortController>(undefined);
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState({ state: "idle" });
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback((source: ImportSource, target: TechnologyId) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ state: "working", label: "Sending the text", value: undefined });
    const settle = (next: ImportState) => { if (running.current === abort) setState(next); };
    api.import({ format: source.format, target, text: source.text, ...(source.file === undefined ? {} : { file: source.file }) }, {
      signal: abort.signal,
      onProgress: ({ done, total, label }) => settle({ state: "working", label, value: total > 0 ? done / total : undefined }),
    }).then(
      (answer) => settle(answer.ok ? { state: "found", result: answer.value } : { state: "failed", diagnostics: answer.diagnostics }),
      (error: unknown) => settle({ state: "failed", diagnostics: [{ code: "import-failed", severity: "error", message: messageOf(error) }] }),
    );
  }, []);
  return { state, start, cancel };
}
