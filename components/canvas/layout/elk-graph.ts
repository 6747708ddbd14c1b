import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { card, type DiagramPoint, groupPad, groupTitle, type Scene, type TableBox } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";

const spacing = {
  "elk.spacing.nodeNode": "40", "elk.layered.spacing.nodeNodeBetweenLayers": "96", "elk.spacing.componentComponent": "72",
  "elk.layered.spacing.edgeNodeBetweenLayers": "24",
};

/** Above this many tables ELK's cheaper strategies are used: seconds instead of tens of seconds (measured at 1000). */
const many = 300;

/**
 * The scene as ELK's graph: references flow from the referenced table on the left to the referencing one on the right, at the
 * height of their rows. Groups are nodes that hold their tables; a reference between groups is one between the group nodes.
 */
export function elkGraph(scene: Scene, ids?: ReadonlySet<Id>): ElkNode {
  const boxes = [...scene.tables.values()].filter((box) => ids?.has(box.id) ?? true);
  const within = new Set(boxes.map((box) => box.id));
  // Part of a group is arranged without its frame: the rest of the group stays where it is.
  const homeOf = (id: Id) => (ids === undefined ? scene.input.groupOf.get(id) : undefined);
  const options = {
    "elk.algorithm": "layered", "elk.direction": "RIGHT", "elk.aspectRatio": "1.6", ...spacing,
    // The diagram routes its edges itself; ELK's orthogonal routes would cost most of the time.
    "elk.edgeRouting": "POLYLINE",
    ...(boxes.length > many ? {
      "elk.layered.layering.strategy": "LONGEST_PATH", "elk.layered.nodePlacement.strategy": "SIMPLE", "elk.layered.thoroughness": "1",
      "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
    }
      : { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX" }),
  };
  const inner = new Map<Id, { children: ElkNode[]; edges: ElkExtendedEdge[] }>();
  const top: { children: ElkNode[]; edges: ElkExtendedEdge[] } = { children: [], edges: [] };
  const levelOf = (group: Id | undefined) => {
    if (group === undefined) return top;
    let level = inner.get(group);
    if (level === undefined) { level = { children: [], edges: [] }; inner.set(group, level); }
    return level;
  };
  for (const box of boxes) levelOf(homeOf(box.id)).children.push(tableNode(scene, box, within));
  const lifted = new Set<string>();
  for (const edge of scene.edges.values()) {
    const { child, parent } = edge.relationship;
    if (child === parent || !within.has(child) || !within.has(parent)) continue;
    const from = homeOf(parent), to = homeOf(child);
    if (from === to) { levelOf(from).edges.push({ id: edge.id, sources: [portId(parent, edge.id)], targets: [portId(child, edge.id)] }); continue; }
    const source = from === undefined ? portId(parent, edge.id) : groupNode(from), target = to === undefined ? portId(child, edge.id) : groupNode(to);
    if (from !== undefined && to !== undefined && lifted.has(`${source} ${target}`)) continue;
    lifted.add(`${source} ${target}`);
    top.edges.push({ id: edge.id, sources: [source], targets: [target] });
  }
  for (const [group, { children, edges }] of inner) {
    top.children.push({
      id: groupNode(group), children, edges,
      layoutOptions: { ...options, "elk.padding": `[top=${groupTitle + 8},left=${groupPad},bottom=${groupPad},right=${groupPad}]` },
    });
  }
  return { id: "root", layoutOptions: options, children: top.children, edges: top.edges };
}

function groupNode(id: Id): string {
  return `group ${id}`;
}

function portId(table: Id, edge: Id): string {
  return `${table} ${edge}`;
}

function tableNode(scene: Scene, box: TableBox, within: ReadonlySet<Id>): ElkNode {
  const ports = (scene.edgesOf.get(box.id) ?? []).flatMap((id) => {
    const edge = scene.edges.get(id);
    if (edge === undefined || edge.childBox === edge.parentBox || !within.has(edge.childBox.id) || !within.has(edge.parentBox.id)) return [];
    const isChild = edge.childBox.id === box.id, columns = isChild ? edge.relationship.childColumns : edge.relationship.parentColumns;
    const row = box.content.rowOf.get(columns[0] ?? "");
    return [{
      id: portId(box.id, id), width: 0, height: 0, x: isChild ? 0 : box.width, y: (row?.top ?? 0) + (row === undefined ? card.header / 2 : card.row / 2),
      layoutOptions: { "elk.port.side": isChild ? "WEST" : "EAST" },
    }];
  });
  return { id: box.id, width: box.width, height: box.height, ports, layoutOptions: { "elk.portConstraints": "FIXED_POS" } };
}

/** Positions of the tables in a laid out graph, on the grid. */
export function positionsOf(graph: ElkNode): Map<Id, DiagramPoint> {
  const positions = new Map<Id, DiagramPoint>();
  const snap = (value: number) => Math.round(value / 8) * 8;
  const visit = (nodes: readonly ElkNode[] | undefined, x: number, y: number) => {
    for (const node of nodes ?? []) {
      if (node.children === undefined) positions.set(node.id, { x: snap(x + (node.x ?? 0)), y: snap(y + (node.y ?? 0)) });
      else visit(node.children, x + (node.x ?? 0), y + (node.y ?? 0));
    }
  };
  visit(foldLayers(graph.children ?? []), 0, 0);
  return positions;
}

const layerGap = 96;
const foldGap = 48;

/** A large schema has few layers of many tables: ELK's columns would be a tower. Tall layers are broken into columns side by side. */
function foldLayers(nodes: readonly ElkNode[]): readonly ElkNode[] {
  const right = (node: ElkNode) => (node.x ?? 0) + (node.width ?? 0), bottom = (node: ElkNode) => (node.y ?? 0) + (node.height ?? 0);
  const width = Math.max(0, ...nodes.map(right)), height = Math.max(0, ...nodes.map(bottom));
  if (nodes.length < 2 || height <= width * 2) return nodes;
  const layers: ElkNode[][] = [];
  let edge = -Infinity;
  for (const node of [...nodes].sort((a, b) => (a.x ?? 0) - (b.x ?? 0))) {
    const layer = layers.at(-1);
    // Layers do not overlap sideways.
    if (layer === undefined || (node.x ?? 0) >= edge) { layers.push([node]); edge = right(node); } else { layer.push(node); edge = Math.max(edge, right(node)); }
  }
  const area = nodes.reduce((sum, node) => sum + ((node.width ?? 0) + foldGap) * ((node.height ?? 0) + foldGap), 0);
  const limit = Math.max(Math.sqrt(area / 1.4), ...nodes.map((node) => node.height ?? 0));
  const folded: ElkNode[] = [];
  let x = 0;
  for (const layer of layers) {
    let y = 0, widest = 0;
    for (const node of [...layer].sort((a, b) => (a.y ?? 0) - (b.y ?? 0))) {
      if (y > 0 && y + (node.height ?? 0) > limit) { x += widest + foldGap; y = 0; widest = 0; }
      folded.push({ ...node, x, y });
      y += (node.height ?? 0) + foldGap;
      widest = Math.max(widest, node.width ?? 0);
    }
    x += widest + layerGap;
  }
  return folded;
}
