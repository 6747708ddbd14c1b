"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { deleteRecords, setNote } from "@/lib/design/commands";
import type { Note } from "@/lib/design/design";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { ColorPicker } from "./color-picker";
import { PanelHeader } from "./panel-header";

const widths = [160, 240, 320, 480];

/** A note on the canvas. */
export function NotePanel({ note }: { readonly note: Note }) {
  const { run } = useRun();
  const { focus, clearFocus } = useSelection();
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus?.id !== note.id) return;
    text.current?.focus();
    text.current?.select();
    clearFocus();
  }, [focus, note.id, clearFocus]);
  const set = (change: Omit<Parameters<typeof setNote.run>[1], "noteId">) => run(setNote, { noteId: note.id, ...change }, { keepSelection: true });
  return (
    <PanelHeader kind="Note" actions={<IconButton name="Delete note" shortcut="Delete" size="small" onClick={() => run(deleteRecords, { ids: [note.id] })}><Trash2 /></IconButton>}>
      <Field label="Text" hint="Markdown. Ctrl+Enter keeps it.">{(ids) => <DraftTextArea {...ids} ref={text} rows={6} dir="auto" value={note.text} onCommit={(value) => set({ text: value })} />}</Field>
      <Field label="Width" layout="row">
        {(ids) => <Select {...ids} value={String(note.width)} options={[...new Set([...widths, note.width])].toSorted((a, b) => a - b).map((width) => ({ value: String(width), label: `${width} px` }))} onChange={(width) => set({ width: Number(width) })} />}
      </Field>
      <div className="grid gap-1"><span className="text-sm text-ink-2">Colour</span><ColorPicker value={note.color} onChange={(color) => set({ color })} /></div>
    </PanelHeader>
  );
}
