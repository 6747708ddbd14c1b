"use client";

import "reactflow/dist/base.css";
import "./canvas.css";
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import { ReactFlow, ReactFlowProvider, useStoreApi } from "reactflow";
import { type DiagramPoint, fitView, liveMove, svgOfScene, type View } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { emphasisOf } from "./emphasis";
import { InlineEditor } from "./inline-editor";
import { Minimap } from "./minimap";
import type { OverlayState } from "./overlay";
import { readPalette } from "./palette";
import { pngOfScene } from "./picture";
import { PresenceLayer } from "./presence-layer";
import { boxOf } from "./renderer";
import { TableList, type TableListHandle } from "./table-list";
import { PlainNodeView, TableNodeView } from "./table-node";
import type { DiagramCanvasProps } from "./types";
import { useConnect } from "./use-connect";
import { useDrag } from "./use-drag";
import { useLatest } from "./use-latest";
import { useNodes } from "./use-nodes";
import { usePointer } from "./use-pointer";
import { useRenderer } from "./use-renderer";
import { useScene } from "./use-scene";
import { useCanvasFonts } from "./use-canvas-fonts";
import { useView } from "./use-view";
import { fitting, limits } from "./view-limits";
import { ZoomControls } from "./zoom-controls";

const nodeTypes = { table: TableNodeView, plain: PlainNodeView };
const noEdges: never[] = [];
const nobody: readonly never[] = [];

/**
 * The diagram to look at and to work on. Pan, zoom, drag and connect are React Flow's; the picture is drawn
 * on a canvas behind it, and only what the pointer has to do with is mounted (see README.md).
 */
export function DiagramCanvas(props: DiagramCanvasProps) {
  const ready = useCanvasFonts();
  return <ReactFlowProvider>{ready ? <Canvas {...props} /> : undefined}</ReactFlowProvider>;
}

function Canvas(props: DiagramCanvasProps) {
  const { ref, input, theme: themeName, selection, highlight, others = nobody, tool = "pan", wheel = "pan", readOnly = false } = props;
  const wrapper = useRef<HTMLDivElement>(null), base = useRef<HTMLCanvasElement>(null), overlay = useRef<HTMLCanvasElement>(null);
  const list = useRef<TableListHandle>(null);
  const { renderer, size } = useRenderer(wrapper, base, overlay);
  const store = useStoreApi();
  const scene = useScene(input);
  const [theme, setTheme] = useState<ReturnType<typeof readPalette> | undefined>(undefined);
  useLayoutEffect(() => { if (wrapper.current !== null) setTheme(readPalette(wrapper.current, themeName)); }, [themeName]);
  const [editing, setEditing] = useState<Id>();
  const [focused, setFocused] = useState<Id>();

  const viewOf = useCallback((): View => { const [x, y, zoom] = store.getState().transform; return { x, y, zoom }; }, [store]);
  const toCanvas = useCallback((clientX: number, clientY: number): DiagramPoint => {
    const rect = wrapper.current?.getBoundingClientRect(), { x, y, zoom } = viewOf();
    return { x: (clientX - (rect?.left ?? 0) - x) / zoom, y: (clientY - (rect?.top ?? 0) - y) / zoom };
  }, [viewOf]);
  const latest = useLatest({ props, scene, size, theme });

  const { drag, ...dragHandlers } = useDrag(scene, props, () => ({ view: viewOf(), width: size?.width ?? 0, height: size?.height ?? 0 }));
  const { connectingFrom, line, ...connectHandlers } = useConnect(scene, props, toCanvas);
  const editedFromList = useRef(false);
  const edit = useCallback((id: Id) => {
    if (readOnly || latest.current.props.onEdit === undefined) return;
    editedFromList.current = document.activeElement?.closest("[role=listbox]") !== null;
    setEditing(id);
  }, [readOnly, latest]);
  const editDone = (id: Id, text: string | undefined) => {
    setEditing(undefined);
    if (editedFromList.current) list.current?.focus();
    if (text !== undefined) props.onEdit?.(id, text);
  };
  const emphasis = useMemo(() => emphasisOf(scene, selection, highlight), [scene, selection, highlight]);
  const { hover, marquee, select, letGo, handlers } = usePointer({
    scene, props, wrapper, busy: drag !== undefined || connectingFrom !== undefined, raised: emphasis.selected ?? new Set(), toCanvas, edit, zoom: () => viewOf().zoom,
  });

  // Others' drags are shown live, as one's own.
  const moves = useMemo(() => {
    const positions = new Map<Id, DiagramPoint>();
    for (const other of others) for (const [id, [x, y]] of Object.entries(other.drag ?? {})) positions.set(id, { x, y });
    for (const [id, at] of drag?.positions ?? []) positions.set(id, at);
    return positions;
  }, [others, drag?.positions]);
  const live = useMemo(() => (moves.size === 0 ? undefined : liveMove(scene, moves)), [scene, moves]);
  const dragging = drag !== undefined && drag.droppedOn === undefined;
  const paint = useMemo(() => ({
    ...emphasis, ...(hover.edge === undefined ? {} : { hoveredEdge: hover.edge }), ...(hover.id === undefined || dragging ? {} : { hovered: hover.id }),
    ...(input.marks === undefined ? {} : { marks: input.marks.of }),
  }), [emphasis, hover.edge, hover.id, dragging, input.marks]);
  const overlayState = useMemo((): OverlayState => {
    const remote = others.flatMap(({ user, selection: ids }) => (ids.length === 0 ? [] : [{ color: user.color, ids }]));
    const guides = drag?.guides ?? nobody;
    return { active: guides.length > 0 || marquee !== undefined || line !== undefined || remote.length > 0 || focused !== undefined, guides, marquee, connection: line, remote, focused };
  }, [others, drag?.guides, marquee, line, focused]);
  useLayoutEffect(() => {
    if (theme !== undefined) renderer.current?.setState({ scene, theme, live, paint, overlay: overlayState });
  }, [renderer, scene, theme, live, paint, overlayState]);

  const [firstView, setFirstView] = useState<View>();
  if (size !== undefined && firstView === undefined) setFirstView(props.initialView ?? fitView(scene.bounds, size.width, size.height, fitting));
  useLayoutEffect(() => { if (firstView !== undefined) renderer.current?.setView(firstView); }, [renderer, firstView]);

  const { setView, commands } = useView({ scene, size, props, viewOf });
  useImperativeHandle(ref, () => ({
    ...commands, edit, view: viewOf, setView: (view) => setView(view, true), focusList: () => list.current?.focus(),
    center: () => {
      const { x, y, zoom } = viewOf(), now = latest.current.size ?? { width: 0, height: 0 };
      return { x: (now.width / 2 - x) / zoom, y: (now.height / 2 - y) / zoom };
    },
    toPng: async (scale) => pngOfScene(latest.current.scene, latest.current.theme ?? readPalette(document.documentElement, latest.current.props.theme), scale),
    svg: () => svgOfScene(latest.current.scene, latest.current.theme === undefined ? {} : { theme: latest.current.theme }),
  }), [commands, edit, setView, viewOf, latest]);

  // A diagram that arrives after the canvas (an import, a slow load) is shown whole once.
  const wasEmpty = useRef(scene.tables.size === 0);
  useEffect(() => {
    if (!wasEmpty.current || scene.tables.size === 0) return;
    wasEmpty.current = false;
    if (props.initialView === undefined && scene.tables.size > 1 && size !== undefined) setView(fitView(scene.bounds, size.width, size.height, fitting), false);
  }, [scene, size, props.initialView, setView]);

  const onFocus = useCallback((id: Id | undefined) => {
    setFocused(id);
    const { scene: now, size: area } = latest.current, box = id === undefined ? undefined : boxOf({ scene: now, live: undefined }, id), { x, y, zoom } = viewOf();
    if (box === undefined || area === undefined) return;
    // Bring what the keyboard is on into view, at a size that can be read.
    const left = box.x * zoom + x, top = box.y * zoom + y, seen = left >= 0 && top >= 0 && left + box.width * zoom <= area.width && top + box.height * zoom <= area.height;
    if (seen && zoom >= 0.4) return;
    const next = Math.max(zoom, 0.8);
    setView({ zoom: next, x: area.width / 2 - (box.x + box.width / 2) * next, y: Math.max(48 - box.y * next, area.height / 2 - (box.y + box.height / 2) * next) }, true);
  }, [latest, setView, viewOf]);
  const onNudge = useCallback((ids: readonly Id[], by: DiagramPoint) => {
    const { scene: now, props: { onMove } } = latest.current;
    const boxes = ids.flatMap((id) => { const box = boxOf({ scene: now, live: undefined }, id); return box === undefined ? [] : [[id, { x: box.x + by.x, y: box.y + by.y }] as const]; });
    if (boxes.length > 0) onMove?.(new Map(boxes));
  }, [latest]);
  const onListMenu = useCallback((id: Id) => {
    const { scene: now, props: { onContextMenu } } = latest.current, box = boxOf({ scene: now, live: undefined }, id), rect = wrapper.current?.getBoundingClientRect();
    const { x, y, zoom } = viewOf();
    if (box === undefined || rect === undefined) return;
    const kind = now.tables.has(id) ? "table" : now.enums.has(id) ? "enum" : "note";
    onContextMenu?.({ kind, id, at: { x: box.x, y: box.y }, screen: { x: rect.left + (box.x + 24) * zoom + x, y: rect.top + (box.y + 32) * zoom + y } });
  }, [latest, viewOf]);

  const nodes = useNodes({ scene, live, held: drag?.held, connectingFrom, hover, readOnly, connectable: !readOnly && props.onConnect !== undefined });
  return (
    <div ref={wrapper} className="diagram-canvas" data-tool={tool} data-over={hover.edge === undefined ? undefined : "edge"} {...handlers}>
      <TableList ref={list} scene={scene} label={props.label ?? "Tables"} selection={selection} onFocus={onFocus} onSelect={props.onSelect} onOpen={props.onOpen}
        onEdit={edit} onDelete={readOnly ? undefined : props.onDelete} onNudge={readOnly ? undefined : onNudge} onContextMenu={onListMenu} />
      <canvas ref={base} aria-hidden />
      {firstView === undefined ? undefined : (
        <ReactFlow nodes={nodes} edges={noEdges} nodeTypes={nodeTypes} defaultViewport={firstView} minZoom={limits.min} maxZoom={limits.max}
          aria-label="Diagram" tabIndex={-1}
          panOnDrag={tool === "pan" ? [0, 1] : [1]} panOnScroll={wheel === "pan"} zoomOnScroll={wheel === "zoom"} zoomOnDoubleClick={false}
          panActivationKeyCode={tool === "select" ? "Space" : null} selectionKeyCode={null} multiSelectionKeyCode={null} deleteKeyCode={null}
          elementsSelectable={false} nodesFocusable={false} edgesFocusable={false} disableKeyboardA11y elevateNodesOnSelect={false}
          nodesDraggable={!readOnly} nodeDragThreshold={3} paneClickDistance={3} nodeClickDistance={3} connectOnClick={false}
          proOptions={hideAttribution} connectionRadius={0} onNodeClick={select} onPaneClick={select} onMoveStart={letGo}
          {...dragHandlers} {...connectHandlers}>
          <PresenceLayer others={others} />
          {editing === undefined ? undefined : <InlineEditor key={editing} scene={scene} id={editing} onDone={(text) => editDone(editing, text)} />}
        </ReactFlow>
      )}
      <canvas ref={overlay} aria-hidden className="canvas-overlay" />
      {theme === undefined ? undefined : (
        <div className="canvas-corner">
          <Minimap scene={scene} theme={theme} selected={emphasis.selected} onGoTo={commands.goTo} />
          <ZoomControls onZoomIn={commands.zoomIn} onZoomOut={commands.zoomOut} onActual={commands.zoomToActual} onFit={commands.fit} />
        </div>
      )}
    </div>
  );
}

// React Flow is MIT-licensed; its name stands in the README's list of what the studio is built on.
const hideAttribution = { hideAttribution: true };
