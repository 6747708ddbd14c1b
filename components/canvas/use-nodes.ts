import { useMemo } from "react";
import { groupTitle, type LiveMove, type Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { boxOf } from "./renderer";
import type { PlainNode, TableNode } from "./table-node";
import type { Hover } from "./use-pointer";

interface Options {
  readonly scene: Scene;
  readonly live: LiveMove | undefined;
  /** What is being dragged, connected from, hovered: the only things mounted. */
  readonly held: Id | undefined;
  readonly connectingFrom: Id | undefined;
  readonly hover: Hover;
  readonly readOnly: boolean;
  readonly connectable: boolean;
}

/** React Flow's nodes: at most three, whatever the size of the diagram. */
export function useNodes({ scene, live, held, connectingFrom, hover, readOnly, connectable }: Options): (TableNode | PlainNode)[] {
  return useMemo(() => {
    const ids = new Set([held, connectingFrom, hover.id].filter((id) => id !== undefined));
    return [...ids].flatMap((id): (TableNode | PlainNode)[] => {
      const rect = boxOf({ scene, live }, id);
      if (rect === undefined) return [];
      const table = scene.tables.get(id), area = scene.groups.get(id);
      const shared = { id, position: { x: rect.x, y: rect.y }, width: rect.width, zIndex: area === undefined ? 1 : 0 };
      if (table !== undefined) {
        return [{ ...shared, type: "table", height: rect.height, draggable: !readOnly && !table.ghost, data: { box: table, hoveredColumn: hover.id === id ? hover.column : undefined, connectable: connectable && !table.ghost } }];
      }
      // Only a group's title takes hold of it: inside, one selects and pans.
      return [{ ...shared, type: "plain", height: area === undefined ? rect.height : groupTitle + 8, draggable: !readOnly, data: { title: area !== undefined && area.title !== area.group.name ? area.group.name : undefined } }];
    });
  }, [scene, live, held, connectingFrom, hover.id, hover.column, readOnly, connectable]);
}
