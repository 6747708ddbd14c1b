"use client";

import { Trash2 } from "lucide-react";
import { deleteRecords, setObject } from "@/lib/design/commands";
import type { SchemaObject } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { orNull } from "./name-rules";
import { PanelHeader } from "./panel-header";

/** A further object as its text: a view, a function, a trigger. */
export function ObjectPanel({ object }: { readonly object: SchemaObject }) {
  const target = useTarget();
  const { run } = useRun();
  const kind = target.objectKinds[object.kind]?.label ?? object.kind;
  const set = (change: Omit<Parameters<typeof setObject.run>[1], "id">) => run(setObject, { id: object.id, ...change }, { keepSelection: true });
  return (
    <PanelHeader kind={kind.charAt(0).toUpperCase() + kind.slice(1)} actions={<IconButton name={`Delete ${kind}`} size="small" onClick={() => run(deleteRecords, { ids: [object.id] })}><Trash2 /></IconButton>}>
      <Field label="Name">{(ids) => <DraftInput {...ids} mono dir="auto" className="font-semibold" value={object.name} validate={(text) => (text.trim() === "" ? "Give it a name." : undefined)} onCommit={(text) => set({ name: text.trim() })} />}</Field>
      <Field label="Definition" hint="The statement that creates it, without the last semicolon. Ctrl+Enter keeps it.">
        {(ids) => <DraftTextArea {...ids} mono rows={14} className="max-h-[50vh] whitespace-pre" value={object.definition} validate={(text) => (text.trim() === "" ? "Write the statement." : undefined)} onCommit={(text) => set({ definition: text.replace(/;\s*$/, "") })} />}
      </Field>
      {target.capabilities.comments ? <Field label="Comment">{(ids) => <DraftTextArea {...ids} dir="auto" rows={1} value={object.comment ?? ""} onCommit={(text) => set({ comment: orNull(text) })} />}</Field> : undefined}
    </PanelHeader>
  );
}
