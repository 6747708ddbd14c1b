"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Diagnostic, TechnologyId } from "@/lib/model";
import type { ImportRequest } from "@/lib/design/wire";
import type { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import type { ImportSource } from "./read-file";

export type ImportState<T> =
  | { readonly state: "idle" }
  | { readonly state: "working"; readonly label: string; readonly value: number | undefined }
  | { readonly state: "found"; readonly result: T }
  | { readonly state: "failed"; readonly diagnostics: readonly Diagnostic[] };

type Progressed = Parameters<typeof api.import>[1];
type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * One import at a time: start it, watch it, cancel it. Leaving the page cancels it too. `read` is the call that does it, the same
 * at each rendering: `api.import` for the schema itself, `api.keepImport` for a summary and an id.
 */
export function useImport<T>(read: (request: ImportRequest, work: Progressed) => Promise<Answer<T>>): { readonly state: ImportState<T>; start(source: ImportSource, target: TechnologyId): void; cancel(): void } {
  const [state, setState] = useState<ImportState<T>>({ state: "idle" });
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
    const settle = (next: ImportState<T>) => { if (running.current === abort) setState(next); };
    read({ format: source.format, target, text: source.text, ...(source.file === undefined ? {} : { file: source.file }) }, {
      signal: abort.signal,
      onProgress: ({ done, total, label }) => settle({ state: "working", label, value: total > 0 ? done / total : undefined }),
    }).then(
      (answer) => settle(answer.ok ? { state: "found", result: answer.value } : { state: "failed", diagnostics: answer.diagnostics }),
      (error: unknown) => settle({ state: "failed", diagnostics: [{ code: "import-failed", severity: "error", message: messageOf(error) }] }),
    );
  }, [read]);
  return { state, start, cancel };
}
