"use client";

import Editor, { type OnMount } from "@monaco-editor/react";
import { useEffect, useRef } from "react";
import type { Diagnostic } from "@/lib/model";
import { useTheme } from "@/components/shell/theme-provider";
import { monacoLanguage, type TextLanguage } from "./languages";
import { defineTheme, monaco } from "./monaco";

export interface CodeEditorProps {
  /** Read aloud: "SQL of the design". */
  readonly label: string;
  readonly language: TextLanguage;
  readonly text: string;
  readonly readOnly?: boolean;
  /** Findings with a line become marks there. */
  readonly diagnostics?: readonly Diagnostic[];
  onChange?(text: string): void;
  /** Ctrl+S or Cmd+S. */
  onSave?(): void;
}

const severities = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, info: monaco.MarkerSeverity.Info };
const nothing: readonly Diagnostic[] = [];

/** Monaco with the interface's look. Load it lazily: it is most of the page's weight. */
export default function MonacoEditor({ label, language, text, readOnly = false, diagnostics = nothing, onChange, onSave }: CodeEditorProps) {
  const { theme } = useTheme();
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const save = useRef(onSave);
  /** Texts told to `onChange` that have not come back as `text` yet. */
  const echoes = useRef<string[]>([]);
  /** While a text is being put in from outside, which is no edit. */
  const putting = useRef(false);
  const put = (value: string) => {
    putting.current = true;
    editor.current?.setValue(value);
    putting.current = false;
  };
  useEffect(() => { save.current = onSave; }, [onSave]);
  useEffect(() => { monaco.editor.setTheme(defineTheme(theme)); }, [theme]);

  // The editor keeps its own text while somebody types: an echo that comes late must not undo the keys pressed since.
  useEffect(() => {
    const echo = echoes.current.indexOf(text);
    if (echo >= 0) { echoes.current.splice(0, echo + 1); return; }
    echoes.current = [];
    if (editor.current !== undefined && editor.current.getValue() !== text) put(text);
  }, [text]);

  const mark = () => {
    const model = editor.current?.getModel();
    if (model === null || model === undefined) return;
    monaco.editor.setModelMarkers(model, "strata", diagnostics.flatMap(({ severity, message, place }) => {
      if (place?.line === undefined) return [];
      const line = Math.min(Math.max(1, place.line), model.getLineCount());
      const startColumn = place.column ?? model.getLineFirstNonWhitespaceColumn(line);
      return [{
        severity: severities[severity], message, startLineNumber: line, startColumn: Math.max(1, startColumn),
        endLineNumber: Math.min(place.endLine ?? line, model.getLineCount()), endColumn: place.endColumn ?? model.getLineMaxColumn(line),
      }];
    }));
  };
  useEffect(mark);

  const mounted: OnMount = (instance) => {
    editor.current = instance;
    // What changed while the editor was loading.
    if (instance.getValue() !== text) put(text);
    instance.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => save.current?.());
    mark();
  };
  return (
    <Editor
      height="100%"
      language={monacoLanguage[language]}
      defaultValue={text}
      theme={`strata-${theme}`}
      loading={<span className="skeleton m-3 block h-4 w-40" />}
      beforeMount={() => { defineTheme(theme); }}
      onMount={mounted}
      onChange={(next = "") => { if (onChange === undefined || putting.current) return; echoes.current.push(next); onChange(next); }}
      options={{
        ariaLabel: label,
        readOnly,
        domReadOnly: readOnly,
        fontFamily: "JetBrains Mono Variable, ui-monospace, monospace",
        fontLigatures: false,
        fontSize: 12,
        lineHeight: 18,
        minimap: { enabled: false },
        scrollBeyondLastLine: false,
        automaticLayout: true,
        renderLineHighlight: readOnly ? "none" : "line",
        overviewRulerLanes: 0,
        overviewRulerBorder: false,
        padding: { top: 8, bottom: 8 },
        lineNumbersMinChars: 4,
        folding: true,
        stickyScroll: { enabled: false },
        fixedOverflowWidgets: true,
        tabSize: 2,
        // Tab leaves a text that is only read, so the keyboard does not get stuck in it.
        tabFocusMode: readOnly,
        scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false, alwaysConsumeMouseWheel: false },
      }}
    />
  );
}
