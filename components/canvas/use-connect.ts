import { useCallback, useEffect, useState } from "react";
import type { OnConnectEnd, OnConnectStart } from "reactflow";
import { boxAt, card, type DiagramPoint, type Rect, rowAt, type Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import type { ConnectionLine } from "./overlay";
import type { ConnectionEnd, DiagramCanvasProps } from "./types";
import { useLatest } from "./use-latest";

/** Handle ids name the column and the side. */
export function handleId(column: Id, side: "left" | "right"): string {
  return `${side} ${column}`;
}

interface Connecting {
  readonly from: ConnectionEnd & { readonly columnId: Id };
  readonly side: "left" | "right";
  readonly to: DiagramPoint | undefined;
}

/** The row (or header) of a table at a point. */
function endAt(scene: Scene, at: DiagramPoint): { readonly end: ConnectionEnd; readonly rect: Rect } | undefined {
  const box = boxAt(scene, at.x, at.y);
  if (box?.kind !== "table" || box.ghost) return undefined;
  const row = rowAt(box, at.y);
  if (row === undefined || row.ghost) return { end: { tableId: box.id }, rect: { x: box.x, y: box.y, width: box.width, height: card.header } };
  return { end: { tableId: box.id, columnId: row.column.id }, rect: { x: box.x, y: box.y + row.top, width: box.width, height: card.row } };
}

/**
 * Connections start at React Flow's handles and end by hit-testing the scene: a table that is not mounted has no handle,
 * and a just-mounted handle is known to React Flow one pointer move too late.
 */
export function useConnect(scene: Scene, props: DiagramCanvasProps, toCanvas: (clientX: number, clientY: number) => DiagramPoint): {
  readonly connectingFrom: Id | undefined; readonly line: ConnectionLine | undefined; readonly onConnectStart: OnConnectStart; readonly onConnectEnd: OnConnectEnd;
} {
  const [connecting, setConnecting] = useState<Connecting>();
  const latest = useLatest({ scene, props, toCanvas, connecting });
  const active = connecting !== undefined;

  useEffect(() => {
    if (!active) return;
    const follow = (event: PointerEvent) => {
      const to = latest.current.toCanvas(event.clientX, event.clientY);
      setConnecting((now) => (now === undefined ? now : { ...now, to }));
    };
    window.addEventListener("pointermove", follow);
    return () => window.removeEventListener("pointermove", follow);
  }, [active, latest]);

  const onConnectStart = useCallback<OnConnectStart>((_event, { nodeId, handleId: handle }) => {
    if (nodeId === null || handle === null) return;
    const space = handle.indexOf(" ");
    setConnecting({ from: { tableId: nodeId, columnId: handle.slice(space + 1) }, side: handle.slice(0, space) === "left" ? "left" : "right", to: undefined });
  }, []);

  const onConnectEnd = useCallback<OnConnectEnd>((event) => {
    const now = latest.current.connecting;
    setConnecting(undefined);
    const touch = "changedTouches" in event ? event.changedTouches[0] : event;
    if (now === undefined || touch === undefined) return;
    const target = endAt(latest.current.scene, latest.current.toCanvas(touch.clientX, touch.clientY));
    if (target === undefined || target.end.columnId === now.from.columnId) return;
    latest.current.props.onConnect?.(now.from, target.end);
  }, [latest]);

  return { connectingFrom: connecting?.from.tableId, line: lineOf(scene, connecting), onConnectStart, onConnectEnd };
}

function lineOf(scene: Scene, connecting: Connecting | undefined): ConnectionLine | undefined {
  if (connecting?.to === undefined) return undefined;
  const box = scene.tables.get(connecting.from.tableId), row = box?.content.rowOf.get(connecting.from.columnId);
  if (box === undefined || row === undefined) return undefined;
  const target = endAt(scene, connecting.to);
  const own = target?.end.columnId === connecting.from.columnId;
  return {
    from: { x: connecting.side === "left" ? box.x : box.x + box.width, y: box.y + row.top + card.row / 2 },
    direction: connecting.side === "left" ? -1 : 1, to: connecting.to,
    ...(target === undefined || own ? {} : { target: target.rect }),
  };
}
