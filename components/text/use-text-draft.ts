"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Diagnostic, Schema } from "@/lib/model";
import type { Design } from "@/lib/design/design";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useSession } from "@/components/studio/design-provider";
import type { SchemaLanguage } from "./print-design";

export type DraftState =
  /** The text is the design's. */
  | { readonly state: "clean" }
  | { readonly state: "checking" }
  | { readonly state: "valid"; readonly schema: Schema; readonly diagnostics: readonly Diagnostic[] }
  | { readonly state: "invalid"; readonly diagnostics: readonly Diagnostic[] };

/** How long typing must rest before the text is read, in milliseconds. */
const rest = 500;

export interface TextDraft {
  /** The text being edited, or undefined while it follows the design. */
  readonly text: string | undefined;
  /** The design as it was when editing began: what the text was changed from. */
  readonly base: Design | undefined;
  readonly draft: DraftState;
  edit(text: string): void;
  drop(): void;
}

/** A text edited apart from the design, read by the server's importer whenever typing rests. `printed` is the design's own text. */
export function useTextDraft(language: SchemaLanguage, printed: string): TextDraft {
  const session = useSession();
  const [text, setText] = useState<string>();
  const [base, setBase] = useState<Design>();
  const [draft, setDraft] = useState<DraftState>({ state: "clean" });
  const shown = useRef(printed);
  useEffect(() => { if (text === undefined) shown.current = printed; }, [printed, text]);

  const drop = useCallback(() => { setText(undefined); setBase(undefined); setDraft({ state: "clean" }); }, []);
  const edit = useCallback((next: string) => {
    setText((before) => {
      if (before === undefined && next === shown.current) return undefined;
      return next;
    });
    setBase((before) => before ?? session.getSnapshot().design);
  }, [session]);

  useEffect(() => {
    if (text === undefined || base === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setDraft({ state: "checking" });
      api.import({ format: language, target: base.settings.target, text }, { signal: abort.signal, onProgress: () => undefined }).then(
        (answer) => {
          if (abort.signal.aborted) return;
          const diagnostics = answer.ok ? answer.value.diagnostics : answer.diagnostics;
          setDraft(answer.ok && !diagnostics.some((d) => d.severity === "error") ? { state: "valid", schema: answer.value.schema, diagnostics } : { state: "invalid", diagnostics });
        },
        (error: unknown) => { if (!abort.signal.aborted) setDraft({ state: "invalid", diagnostics: [{ code: "text-not-read", severity: "error", message: messageOf(error) }] }); },
      );
    }, rest);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text, base, language]);
  return { text, base, draft, edit, drop };
}
