"use client";

import { useMemo } from "react";
import { addTable, connect, deleteRecords, moveRecords, renameEnum, renameTable, setGroup, setNote } from "@/lib/design/commands";
import type { Point } from "@/lib/design/design";
import type { Id } from "@/lib/model";
import type { DiagramCanvasProps } from "@/components/canvas/types";
import { useSession } from "@/components/studio/design-provider";
import { findRecord } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";

type Handlers = Pick<DiagramCanvasProps, "onSelect" | "onMove" | "onDrag" | "onConnect" | "onOpen" | "onDelete" | "onCursor" | "onCreateAt" | "onEdit">;

/** Most tables whose live positions go to the others while dragging: a presence message has 4 KB. */
const dragged = 40;

/** What the canvas tells, turned into commands and presence. */
export function useCanvasHandlers(openInspector: () => void): Handlers {
  const session = useSession();
  const { run } = useRun();
  const { select, requestFocus } = useSelection();
  return useMemo((): Handlers => ({
    onSelect: select,
    onMove: (positions) => { run(moveRecords, { positions: rounded(positions) }, { keepSelection: true }); },
    onDrag: (positions) => session.setPresence({
      drag: positions === undefined ? {} : Object.fromEntries([...positions].slice(0, dragged).map(([id, at]) => [id, [Math.round(at.x), Math.round(at.y)] as const])),
    }),
    onConnect: (from, to) => { run(connect, { from, to }); },
    onOpen: (id) => {
      openInspector();
      select([id]);
      requestFocus(id);
    },
    onDelete: (ids) => { run(deleteRecords, { ids: [...ids] }); },
    onCursor: (at) => { if (at !== undefined) session.setPresence({ cursor: { x: Math.round(at.x), y: Math.round(at.y) } }); },
    onCreateAt: (at) => {
      const result = run(addTable, { at: { x: Math.round(at.x), y: Math.round(at.y) } });
      const id = result.ok ? result.edit.select?.[0] : undefined;
      if (id !== undefined) { openInspector(); requestFocus(id); }
    },
    onEdit: (id, text) => {
      const found = findRecord(session.getSnapshot().design, id);
      const quiet = { keepSelection: true } as const;
      if (found?.kind === "table") run(renameTable, { tableId: id, name: text }, quiet);
      else if (found?.kind === "enum") run(renameEnum, { enumId: id, name: text }, quiet);
      else if (found?.kind === "group") run(setGroup, { groupId: id, name: text }, quiet);
      else if (found?.kind === "note") run(setNote, { noteId: id, text }, quiet);
    },
  }), [session, run, select, requestFocus, openInspector]);
}

function rounded(positions: ReadonlyMap<Id, Point>): ReadonlyMap<Id, Point> {
  return new Map([...positions].map(([id, at]) => [id, { x: Math.round(at.x), y: Math.round(at.y) }]));
}
