"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Diagnostic, Schema, TechnologyId } from "@/lib/model";
import type { Design } from "@/lib/design/design";
import { api } from "@/components/api/client";
import { messageOf } from "@/components/api/use-loaded";
import { useSession } from "@/components/studio/design-provider";
import type { SchemaLanguage } from "./print-design";
import { newFindings, type Reading } from "./text-patch";

/** A text that was understood. */
export interface ValidDraft {
  readonly state: "valid";
  readonly schema: Schema;
  /** What the design's own text reads back as. */
  readonly unedited: Schema;
  readonly diagnostics: readonly Diagnostic[];
}

export type DraftState =
  /** The text is the design's. */
  | { readonly state: "clean" }
  | { readonly state: "checking" }
  | ValidDraft
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

interface Beginning {
  readonly design: Design;
  /** The design's own text. */
  readonly printed: string;
}

async function read(language: SchemaLanguage, target: TechnologyId, text: string, signal: AbortSignal): Promise<Reading | { readonly failed: readonly Diagnostic[] }> {
  const answer = await api.import({ format: language, target, text }, { signal, onProgress: () => undefined });
  return answer.ok ? answer.value : { failed: answer.diagnostics };
}

/**
 * A text edited apart from the design, read by the server's importer whenever typing rests. `printed` is the design's own text;
 * `onValid` is told when a text was understood.
 */
export function useTextDraft(language: SchemaLanguage, printed: string, onValid: (base: Design, draft: ValidDraft) => void): TextDraft {
  const session = useSession();
  const [text, setText] = useState<string>();
  const [begun, setBegun] = useState<Beginning>();
  const [draft, setDraft] = useState<DraftState>({ state: "clean" });
  /** What the unedited text reads back as, once per editing. */
  const unedited = useRef<{ readonly of: Beginning; readonly reading: Reading }>(undefined);
  const tell = useRef(onValid);
  useEffect(() => { tell.current = onValid; }, [onValid]);
  const shown = useRef(printed);
  useEffect(() => { if (text === undefined) shown.current = printed; }, [printed, text]);

  const drop = useCallback(() => { setText(undefined); setBegun(undefined); setDraft({ state: "clean" }); }, []);
  const edit = useCallback((next: string) => {
    setText((before) => (before === undefined && next === shown.current ? undefined : next));
    setBegun((before) => before ?? (next === shown.current ? undefined : { design: session.getSnapshot().design, printed: shown.current }));
  }, [session]);

  useEffect(() => {
    if (text === undefined || begun === undefined) return;
    const abort = new AbortController();
    const { target } = begun.design.settings;
    const check = async (): Promise<DraftState> => {
      if (unedited.current?.of !== begun) {
        const own = begun.printed.trim() === "" ? { schema: { tables: [], enums: [], objects: [] }, diagnostics: [] } : await read(language, target, begun.printed, abort.signal);
        unedited.current = { of: begun, reading: "failed" in own ? { schema: begun.design.schema, diagnostics: own.failed } : own };
      }
      const known = unedited.current.reading;
      const reading = text.trim() === "" ? { schema: { tables: [], enums: [], objects: [] }, diagnostics: [] } : await read(language, target, text, abort.signal);
      if ("failed" in reading) return { state: "invalid", diagnostics: reading.failed };
      const diagnostics = newFindings(reading.diagnostics, known.diagnostics);
      return diagnostics.some((diagnostic) => diagnostic.severity === "error") ? { state: "invalid", diagnostics } : { state: "valid", schema: reading.schema, unedited: known.schema, diagnostics };
    };
    const timer = setTimeout(() => {
      setDraft({ state: "checking" });
      check().then(
        (state) => {
          if (abort.signal.aborted) return;
          setDraft(state);
          if (state.state === "valid") tell.current(begun.design, state);
        },
        (error: unknown) => { if (!abort.signal.aborted) setDraft({ state: "invalid", diagnostics: [{ code: "text-not-read", severity: "error", message: messageOf(error) }] }); },
      );
    }, rest);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text, begun, language]);
  return { text, base: begun?.design, draft, edit, drop };
}
