import { memo } from "react";
import { Handle, type Node, type NodeProps, Position } from "reactflow";
import { card, type TableBox } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { describeRow } from "./describe";
import { handleId } from "./use-connect";

export interface TableNodeData extends Record<string, unknown> {
  readonly box: TableBox;
  readonly hoveredColumn: Id | undefined;
  readonly connectable: boolean;
}

export type TableNode = Node<TableNodeData, "table">;

/**
 * The table under the pointer as something to take hold of: the picture shows through from the canvas below,
 * so it looks the same mounted or not. Rows carry tooltips, and handles to draw relationships from.
 */
export const TableNodeView = memo(function TableNodeView({ data: { box, hoveredColumn, connectable } }: NodeProps<TableNode>) {
  const { content } = box;
  return (
    <div aria-hidden className="canvas-node" style={{ width: box.width, height: box.height }}>
      <div title={content.title === content.fullTitle ? undefined : content.fullTitle} style={{ height: card.header }} />
      {content.rows.map((row) => (
        <div key={row.column.id} title={describeRow(row)} style={{ height: card.row }} />
      ))}
      {connectable ? content.rows.filter((row) => !row.ghost).flatMap((row) => (["left", "right"] as const).map((side) => (
        <Handle key={`${side} ${row.column.id}`} id={handleId(row.column.id, side)} type="source" position={side === "left" ? Position.Left : Position.Right}
          className="canvas-handle" data-row-hovered={row.column.id === hoveredColumn} style={{ top: row.top + card.row / 2 }} />
      ))) : undefined}
    </div>
  );
});

export interface PlainNodeData extends Record<string, unknown> {
  readonly title: string | undefined;
}

export type PlainNode = Node<PlainNodeData, "plain">;

/** A note, an enum or a group's title bar: something to drag. */
export const PlainNodeView = memo(function PlainNodeView({ data, width, height }: NodeProps<PlainNode>) {
  return <div aria-hidden className="canvas-node" title={data.title} style={{ width, height }} />;
});
