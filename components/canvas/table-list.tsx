import { memo, type FocusEvent, type KeyboardEvent, type MouseEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { DiagramPoint, Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { describeEnum, describeTable } from "./describe";
import { gridStep } from "./snap";

export interface TableListHandle {
  focus(): void;
}

interface Props {
  readonly ref?: Ref<TableListHandle>;
  readonly scene: Scene;
  readonly label: string;
  readonly selection: readonly Id[];
  onFocus(id: Id | undefined): void;
  onSelect(ids: readonly Id[]): void;
  onOpen?: ((id: Id) => void) | undefined;
  onEdit?: ((id: Id) => void) | undefined;
  onDelete?: ((ids: readonly Id[]) => void) | undefined;
  onNudge?: ((ids: readonly Id[], by: DiagramPoint) => void) | undefined;
  onContextMenu?: ((id: Id) => void) | undefined;
}

const page = 10;

/**
 * The diagram for keyboard and screen readers: a visually hidden list of its tables, enums and notes.
 * Arrows, Home, End and Page keys move, letters jump by name, Space selects, Enter opens, F2 renames,
 * Delete deletes, Alt with arrows moves the selected things by a grid step (with Shift by eight).
 */
export const TableList = memo(function TableList({ ref, scene, label, selection, ...on }: Props) {
  const items = useMemo(() => [
    ...[...scene.tables.values()].map((box) => ({ id: box.id, name: box.content.fullTitle, text: describeTable(scene, box) })),
    ...[...scene.enums.values()].map((box) => ({ id: box.id, name: box.content.fullTitle, text: describeEnum(box) })),
    ...[...scene.notes.values()].map((box) => ({ id: box.id, name: box.content.note.text, text: `Note: ${box.content.lines.join(" ")}` })),
  ], [scene]);
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<Id>();
  const found = items.findIndex((item) => item.id === current);
  const index = Math.max(0, found);
  const selected = useMemo(() => new Set(selection), [selection]);

  const focusAt = (at: number) => {
    const element = list.current?.children[at];
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  };
  useImperativeHandle(ref, () => ({ focus: () => focusAt(Math.max(0, items.findIndex((item) => item.id === (selection[0] ?? current)))) }));
  // What was selected elsewhere is where the keyboard should continue.
  const only = selection.length === 1 ? selection[0] : undefined;
  useEffect(() => { if (only !== undefined) setCurrent(only); }, [only]);

  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[index];
    if (item === undefined) return;
    const chosen = selection.length > 0 ? selection : [item.id];
    const step = gridStep * (event.shiftKey ? 8 : 1);
    const arrows: Record<string, readonly [number, number, number]> = { ArrowUp: [0, -1, -1], ArrowDown: [0, 1, 1], ArrowLeft: [-1, 0, -1], ArrowRight: [1, 0, 1] };
    const arrow = arrows[event.key];
    const go = (at: number) => focusAt(Math.min(items.length - 1, Math.max(0, at)));
    if (arrow !== undefined && event.altKey) on.onNudge?.(chosen, { x: arrow[0] * step, y: arrow[1] * step });
    else if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== " ")) {
      if (event.key === "a" && !event.altKey) on.onSelect(items.map(({ id }) => id));
      else return;
    }
    else if (arrow !== undefined) go(index + arrow[2]);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(items.length - 1);
    else if (event.key === "PageUp") go(index - page);
    else if (event.key === "PageDown") go(index + page);
    else if (event.key === "Enter") on.onOpen?.(item.id);
    else if (event.key === "F2") on.onEdit?.(item.id);
    else if (event.key === " ") {
      if (event.shiftKey || event.ctrlKey) on.onSelect(selected.has(item.id) ? selection.filter((id) => id !== item.id) : [...selection, item.id]);
      else on.onSelect(selected.has(item.id) && selection.length === 1 ? [] : [item.id]);
    }
    else if (event.key === "Delete" || event.key === "Backspace") on.onDelete?.(chosen);
    else if (event.key === "Escape" && selection.length > 0) on.onSelect([]);
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) on.onContextMenu?.(item.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const idOf = (event: FocusEvent | MouseEvent) => (event.target instanceof HTMLElement ? event.target.dataset.id : undefined);
  return (
    <div ref={list} role="listbox" aria-label={label} aria-multiselectable tabIndex={-1} className="canvas-list" onKeyDown={onKeyDown}
      onFocus={(event) => { const id = idOf(event); if (id !== undefined) { setCurrent(id); on.onFocus(event.target.matches(":focus-visible") ? id : undefined); } }}
      onBlur={() => on.onFocus(undefined)}
      onClick={(event) => { const id = idOf(event); if (id !== undefined) on.onSelect([id]); }}>
      {items.map((item, i) => <Option key={item.id} id={item.id} text={item.text} selected={selected.has(item.id)} tabbable={i === index} />)}
    </div>
  );
});

const Option = memo(function Option({ id, text, selected, tabbable }: { readonly id: Id; readonly text: string; readonly selected: boolean; readonly tabbable: boolean }) {
  return <div role="option" aria-selected={selected} tabIndex={tabbable ? 0 : -1} data-id={id}>{text}</div>;
});
