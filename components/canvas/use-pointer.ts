import { type MouseEvent, type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { boxesIn, type DiagramPoint, type Hit, hitAt, type Rect, type Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import type { ContextTarget, DiagramCanvasProps } from "./types";
import { useLatest } from "./use-latest";

/** What the pointer is over. */
export interface Hover {
  readonly id: Id | undefined;
  readonly column: Id | undefined;
  readonly edge: Id | undefined;
}

const nothing: Hover = { id: undefined, column: undefined, edge: undefined };

/** Marks parts of the canvas that are not the diagram: minimap, buttons, editors. */
export const chromeAttribute = { "data-canvas-chrome": "" } as const;

function onChrome(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-canvas-chrome]") !== null;
}

function hoverOf(hit: Hit | undefined): Hover {
  switch (hit?.kind) {
    case "table": return { id: hit.box.id, column: hit.row?.column.id, edge: undefined };
    case "enum": case "note": return { id: hit.box.id, column: undefined, edge: undefined };
    case "group": return { id: hit.area.id, column: undefined, edge: undefined };
    case "edge": return { id: undefined, column: undefined, edge: hit.id };
    case undefined: return nothing;
  }
}

function targetOf(hit: Hit | undefined): Pick<ContextTarget, "kind" | "id" | "tableId"> {
  switch (hit?.kind) {
    case "table": return hit.row === undefined || hit.row.ghost ? { kind: "table", id: hit.box.id } : { kind: "column", id: hit.row.column.id, tableId: hit.box.id };
    case "enum": case "note": return { kind: hit.kind, id: hit.box.id };
    case "group": return { kind: "group", id: hit.area.id };
    case "edge": return { kind: "edge", id: hit.id };
    case undefined: return { kind: "canvas", id: undefined };
  }
}

interface Options {
  readonly scene: Scene;
  readonly props: DiagramCanvasProps;
  readonly wrapper: RefObject<HTMLDivElement | null>;
  /** No hovering while something is dragged or connected. */
  readonly busy: boolean;
  readonly raised: ReadonlySet<Id>;
  toCanvas(clientX: number, clientY: number): DiagramPoint;
  zoom(): number;
  edit(id: Id): void;
}

/** Everything a pointer does except what React Flow does: hovering, clicking, box selection, context menus, double clicks. */
export function usePointer(options: Options) {
  const [hover, setHover] = useState<Hover>(nothing);
  const [marquee, setMarquee] = useState<Rect>();
  const latest = useLatest({ ...options, marquee });
  const marqueeStart = useRef<{ readonly at: DiagramPoint; readonly add: boolean } | undefined>(undefined);
  const swallowClick = useRef(false);

  const hitTest = (event: { readonly clientX: number; readonly clientY: number }, touch = false): { readonly at: DiagramPoint; readonly hit: Hit | undefined } => {
    const { toCanvas, scene, raised, zoom } = latest.current;
    const at = toCanvas(event.clientX, event.clientY);
    return { at, hit: hitAt(scene, at.x, at.y, (touch ? 12 : 5) / zoom(), raised) };
  };

  // Box selection must take the press before React Flow's panning does, hence a capturing listener on the wrapper.
  const { wrapper } = options;
  useEffect(() => {
    const element = wrapper.current;
    if (element === null) return;
    const wants = (event: globalThis.MouseEvent) => event.button === 0 && (event.shiftKey || latest.current.props.tool === "select")
      && event.target instanceof Element && event.target.classList.contains("react-flow__pane");
    const press = (event: globalThis.PointerEvent) => {
      swallowClick.current = false;
      if (event.pointerType === "touch" || !wants(event)) return;
      marqueeStart.current = { at: latest.current.toCanvas(event.clientX, event.clientY), add: event.shiftKey };
      element.setPointerCapture(event.pointerId);
    };
    const hold = (event: globalThis.MouseEvent) => { if (marqueeStart.current !== undefined && wants(event)) event.stopPropagation(); };
    element.addEventListener("pointerdown", press, true);
    element.addEventListener("mousedown", hold, true);
    return () => { element.removeEventListener("pointerdown", press, true); element.removeEventListener("mousedown", hold, true); };
  }, [wrapper, latest]);

  const onPointerMove = (event: PointerEvent) => {
    const { toCanvas, busy, props } = latest.current;
    const start = marqueeStart.current;
    if (start !== undefined) {
      const { x, y } = toCanvas(event.clientX, event.clientY);
      setMarquee({ x: Math.min(x, start.at.x), y: Math.min(y, start.at.y), width: Math.abs(x - start.at.x), height: Math.abs(y - start.at.y) });
      return;
    }
    if (onChrome(event.target)) { setHover((old) => (old === nothing ? old : nothing)); return; }
    // Buttons are down while panning: the picture moves with the pointer, so nothing new is under it.
    if (busy || event.buttons !== 0) {
      props.onCursor?.(toCanvas(event.clientX, event.clientY));
      return;
    }
    const { at, hit } = hitTest(event);
    props.onCursor?.(at);
    const next = hoverOf(hit);
    setHover((old) => (old.id === next.id && old.column === next.column && old.edge === next.edge ? old : next));
  };

  const onPointerUp = () => {
    const start = marqueeStart.current, { marquee: rect, scene, props, zoom } = latest.current;
    if (start === undefined) return;
    marqueeStart.current = undefined;
    setMarquee(undefined);
    if (rect === undefined || Math.max(rect.width, rect.height) * zoom() < 4) return;
    swallowClick.current = true;
    const found = boxesIn(scene, rect);
    props.onSelect(start.add ? [...new Set([...props.selection, ...found])] : found);
  };

  const onPointerLeave = () => {
    setHover(nothing);
    latest.current.props.onCursor?.(undefined);
  };

  const select = (event: MouseEvent) => {
    if (swallowClick.current) { swallowClick.current = false; return; }
    const { props } = latest.current;
    const touch = "pointerType" in event.nativeEvent && event.nativeEvent.pointerType === "touch";
    const { hit } = hitTest(event, touch);
    const id = hit === undefined ? undefined : hit.kind === "edge" ? hit.id : hit.kind === "group" ? hit.area.id : hit.box.id;
    const more = event.shiftKey || event.ctrlKey || event.metaKey;
    if (id === undefined) { if (!more && props.selection.length > 0) props.onSelect([]); return; }
    // A finger does not hover: the tap mounts what it meets.
    if (touch) setHover(hoverOf(hit));
    if (more) props.onSelect(props.selection.includes(id) ? props.selection.filter((other) => other !== id) : [...props.selection, id]);
    else props.onSelect([id], hit?.kind === "table" ? hit.row?.column.id : undefined);
  };

  const onDoubleClick = (event: MouseEvent) => {
    if (onChrome(event.target)) return;
    const { at, hit } = hitTest(event);
    const { props, edit } = latest.current;
    if (hit === undefined) props.onCreateAt?.(at);
    else if (hit.kind === "note") edit(hit.box.id);
    else if (hit.kind === "group") edit(hit.area.id);
    else props.onOpen?.(hit.kind === "edge" ? hit.id : hit.box.id);
  };

  const onContextMenu = (event: MouseEvent) => {
    if (onChrome(event.target) || latest.current.props.onContextMenu === undefined) return;
    event.preventDefault();
    const { at, hit } = hitTest(event);
    const { props } = latest.current, target = targetOf(hit);
    const select = target.tableId ?? target.id;
    if (select !== undefined && !props.selection.includes(select) && (target.id === undefined || !props.selection.includes(target.id))) props.onSelect([select]);
    props.onContextMenu?.({ ...target, at, screen: { x: event.clientX, y: event.clientY } });
  };

  // What is mounted under the pointer has a handle at each end of each row, and moving each costs the compositor a layer in every frame.
  const letGo = useCallback(() => setHover(nothing), []);

  return { hover, marquee, select, letGo, handlers: { onPointerMove, onPointerUp, onPointerLeave, onDoubleClick, onContextMenu } };
}
