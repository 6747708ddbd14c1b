import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { ViewportPortal } from "reactflow";
import { card, type Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { chromeAttribute } from "./use-pointer";

interface Props {
  readonly scene: Scene;
  readonly id: Id;
  onDone(text: string | undefined): void;
}

/** Edits a name or a note where it stands. Enter (in notes Ctrl+Enter) or leaving keeps it, Escape drops it. */
export function InlineEditor({ scene, id, onDone }: Props) {
  const subject = subjectOf(scene, id);
  const [text, setText] = useState(subject?.text ?? "");
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => { field.current?.focus({ preventScroll: true }); field.current?.select(); }, []);
  if (subject === undefined) return undefined;
  const finish = (value: string | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(value === subject.text ? undefined : value);
  };
  const shared = {
    ref: field, value: text, "aria-label": subject.label, dir: "auto", className: "canvas-editor nodrag nopan nowheel", ...chromeAttribute,
    onBlur: () => finish(text),
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === "Escape") finish(undefined);
      else if (event.key === "Enter" && (!subject.multiline || event.ctrlKey || event.metaKey)) finish(text);
    },
    style: { left: subject.x, top: subject.y, width: subject.width, height: subject.height },
  };
  return (
    <ViewportPortal>
      {subject.multiline
        ? <textarea {...shared} onChange={(event) => setText(event.target.value)} />
        : <input {...shared} spellCheck={false} onChange={(event) => setText(event.target.value)} />}
    </ViewportPortal>
  );
}

function subjectOf(scene: Scene, id: Id) {
  const table = scene.tables.get(id), note = scene.notes.get(id), area = scene.groups.get(id), type = scene.enums.get(id);
  if (table !== undefined) return { text: table.content.table.name, label: "Table name", multiline: false, x: table.x, y: table.y, width: table.width, height: card.header };
  if (type !== undefined) return { text: type.content.type.name, label: "Enum name", multiline: false, x: type.x, y: type.y, width: type.width, height: card.header };
  if (area !== undefined) return { text: area.group.name, label: "Group name", multiline: false, x: area.x + 12, y: area.y + 4, width: Math.min(280, area.width - 24), height: card.header };
  if (note !== undefined) return { text: note.content.note.text, label: "Note", multiline: true, x: note.x, y: note.y, width: note.width, height: Math.max(note.height, 96) };
  return undefined;
}
