"use client";

import { useMemo } from "react";
import { Controls, MarkerType, ReactFlow, ReactFlowProvider, type Edge } from "reactflow";
import type { Id } from "@/lib/model";
import type { NativeLink, NativePicture } from "@/lib/targets/native";
import { placeBoxes } from "./place-boxes";
import { ShapeBox, type BoxNode } from "./shape-box";
import "reactflow/dist/base.css";
import "./shape-picture.css";

const nodeTypes = { box: ShapeBox };
const dashes: Readonly<Record<NativeLink["kind"], string>> = { owns: "none", refers: "4 3", relates: "none", copies: "1 4" };

interface Props {
  readonly picture: NativePicture;
  /** The table whose boxes stand out. */
  readonly table: Id | undefined;
  onTable(table: Id): void;
}

/** The shape as the technology sees it: boxes that can be looked at, not edited. */
export function ShapePicture({ picture, table, onTable }: Props) {
  const placed = useMemo(() => placeBoxes(picture), [picture]);
  const nodes = useMemo(() => placed.map(({ box, x, y, height }): BoxNode => ({
    id: box.id, type: "box", position: { x, y }, height, data: { box, chosen: table !== undefined && box.tables.includes(table) }, draggable: false, connectable: false, selectable: false, focusable: false,
  })), [placed, table]);
  const edges = useMemo(() => picture.links.map((link, i): Edge => ({
    id: `${i}`, source: link.from, target: link.to, label: link.label, style: { strokeDasharray: dashes[link.kind] }, focusable: false, selectable: false,
    ...(link.kind === "owns" ? {} : { markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 } }),
  })), [picture]);
  return (
    <div role="group" aria-label="Shape" className="shape-picture size-full">
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes} edges={edges} nodeTypes={nodeTypes} fitView fitViewOptions={{ maxZoom: 1, padding: 0.08 }} minZoom={0.05} maxZoom={2} onlyRenderVisibleElements={nodes.length > 60}
          nodesDraggable={false} nodesConnectable={false} elementsSelectable={false} proOptions={{ hideAttribution: true }}
          onNodeClick={(_, { data }) => { const [first] = data.box.tables; if (first !== undefined) onTable(first); }}
        >
          <Controls showInteractive={false} position="bottom-right" />
        </ReactFlow>
      </ReactFlowProvider>
    </div>
  );
}
