import { useCallback, useEffect, useRef, useState } from "react";
import type { OnNodeDrag } from "reactflow";
import { boundsOf, type DiagramPoint, overlaps, type Rect, type Scene, type View, visibleRect } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { type Guide, snapMove } from "./snap";
import type { DiagramCanvasProps } from "./types";
import { useLatest } from "./use-latest";

/** A drag under way, or dropped and not yet written. */
export interface Drag {
  /** The thing under the pointer. */
  readonly held: Id;
  readonly positions: ReadonlyMap<Id, DiagramPoint>;
  readonly guides: readonly Guide[];
  /** Set at the drop: the positions that were current then. Newer ones replace the drag. */
  readonly droppedOn?: unknown;
}

interface Start {
  readonly held: Id;
  readonly at: DiagramPoint;
  readonly boxes: ReadonlyMap<Id, Rect>;
  readonly bounds: Rect;
  readonly others: readonly Rect[];
}

/** The things that move when one is dragged: the selection if it belongs to it, and the tables of groups. */
export function movedWith(scene: Scene, held: Id, selection: readonly Id[]): ReadonlyMap<Id, Rect> {
  const boxes = new Map<Id, Rect>();
  const add = (id: Id) => {
    const area = scene.groups.get(id);
    if (area !== undefined) {
      if (area.tables.length === 0) boxes.set(id, area);
      area.tables.forEach(add);
      return;
    }
    const table = scene.tables.get(id);
    const box = table ?? scene.enums.get(id) ?? scene.notes.get(id);
    if (box !== undefined && table?.ghost !== true) boxes.set(id, box);
  };
  if (selection.includes(held)) selection.forEach(add);
  add(held);
  return boxes;
}

const tick = 33;

/** Drags by React Flow's node, applied to everything that moves with it; written once, at drop. */
export function useDrag(scene: Scene, props: DiagramCanvasProps, viewOf: () => { readonly view: View; readonly width: number; readonly height: number }): {
  readonly drag: Drag | undefined; readonly onNodeDragStart: OnNodeDrag; readonly onNodeDrag: OnNodeDrag; readonly onNodeDragStop: OnNodeDrag;
} {
  const [state, setDrag] = useState<Drag>();
  // The parent's next positions replace the dropped ones; if none come, the cards go back.
  const drag = state?.droppedOn !== undefined && state.droppedOn !== props.input ? undefined : state;
  const start = useRef<Start | undefined>(undefined);
  const told = useRef(0);
  const latest = useLatest({ scene, props, viewOf, drag });

  useEffect(() => {
    if (state?.droppedOn === undefined) return;
    const timer = setTimeout(() => setDrag((now) => (now === state ? undefined : now)), 1500);
    return () => clearTimeout(timer);
  }, [state]);

  const onNodeDragStart = useCallback<OnNodeDrag>((_event, node) => {
    const { scene: now, props: { selection, onSelect } } = latest.current;
    const boxes = movedWith(now, node.id, selection);
    const bounds = boundsOf(boxes.values());
    if (bounds === undefined) return;
    const held = now.groups.get(node.id) ?? boxes.get(node.id) ?? bounds;
    const { view, width, height } = latest.current.viewOf();
    const seen = visibleRect(view, width, height);
    const others = [...now.tables.values(), ...now.notes.values(), ...now.enums.values()].filter((box) => !boxes.has(box.id) && overlaps(box, seen));
    start.current = { held: node.id, at: { x: held.x, y: held.y }, boxes, bounds, others };
    if (!selection.includes(node.id)) onSelect([node.id]);
  }, [latest]);

  const onNodeDrag = useCallback<OnNodeDrag>((event, node) => {
    const from = start.current;
    if (from === undefined) return;
    const { view } = latest.current.viewOf();
    const raw = { x: node.position.x - from.at.x, y: node.position.y - from.at.y };
    // Alt drags freely.
    const { delta, guides } = event.altKey ? { delta: { x: Math.round(raw.x), y: Math.round(raw.y) }, guides: [] } : snapMove(from.bounds, raw, from.others, 6 / view.zoom);
    const moved = new Map([...from.boxes].map(([id, box]) => [id, { x: box.x + delta.x, y: box.y + delta.y }]));
    setDrag({ held: from.held, positions: moved, guides });
    const now = performance.now();
    if (now - told.current < tick) return;
    told.current = now;
    latest.current.props.onDrag?.(moved);
  }, [latest]);

  const onNodeDragStop = useCallback<OnNodeDrag>(() => {
    const from = start.current, last = latest.current.drag;
    start.current = undefined;
    latest.current.props.onDrag?.(undefined);
    if (from === undefined || last === undefined || last.droppedOn !== undefined) { setDrag(undefined); return; }
    const changed = [...last.positions].some(([id, at]) => { const box = from.boxes.get(id); return box?.x !== at.x || box.y !== at.y; });
    if (!changed) { setDrag(undefined); return; }
    setDrag({ ...last, guides: [], droppedOn: latest.current.props.input });
    latest.current.props.onMove?.(last.positions);
  }, [latest]);

  return { drag, onNodeDragStart, onNodeDrag, onNodeDragStop };
}
