"use client";

import { GitCompareArrows, Group, LayoutDashboard, MousePointer2, Hand, Redo2, Shapes, Spline, StickyNote, Table2, Undo2, Waypoints } from "lucide-react";
import { useRouter } from "next/navigation";
import { pageHref } from "@/components/shell/rail";
import { useDesignId, useDesignPart, useSession } from "@/components/studio/design-provider";
import { useTarget } from "@/components/studio/use-target";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { RelationPopover } from "./relation-popover";

interface Props {
  readonly tool: "pan" | "select";
  onTool(tool: "pan" | "select"): void;
  onAddTable(): void;
  onAddNote(): void;
  /** Absent while no table is selected. */
  readonly onGroup: (() => void) | undefined;
  readonly layouts: readonly MenuItem[];
  /** Absent before the first release: there is nothing to compare with. */
  readonly changes: { readonly shown: boolean; toggle(): void } | undefined;
}

/** The tools that float over the canvas. */
export function DiagramToolbar({ tool, onTool, onAddTable, onAddNote, onGroup, layouts, changes }: Props) {
  const session = useSession();
  const canUndo = useDesignPart((snapshot) => snapshot.canUndo);
  const canRedo = useDesignPart((snapshot) => snapshot.canRedo);
  const router = useRouter();
  const id = useDesignId();
  const target = useTarget();
  const line = <span aria-hidden className="mx-0.5 h-4 w-px bg-line" />;
  return (
    <div role="toolbar" aria-label="Drawing" className="floating flex items-center gap-0.5 p-0.5">
      <IconButton name="Move the canvas" shortcut="H" active={tool === "pan"} onClick={() => onTool("pan")}><Hand /></IconButton>
      <IconButton name="Select an area" shortcut="V" active={tool === "select"} onClick={() => onTool("select")}><MousePointer2 /></IconButton>
      {line}
      <IconButton name="Add table" shortcut="T" onClick={onAddTable}><Table2 /></IconButton>
      <RelationPopover kind="foreign key" trigger={<IconButton name="Add relation"><Spline /></IconButton>} />
      <RelationPopover kind="many-to-many" trigger={<IconButton name="Add many-to-many"><Waypoints /></IconButton>} />
      <IconButton name="Group the selected tables" shortcut="Mod+G" disabled={onGroup === undefined} onClick={() => onGroup?.()}><Group /></IconButton>
      <IconButton name="Add note" shortcut="N" onClick={onAddNote}><StickyNote /></IconButton>
      {line}
      <Menu items={layouts}><IconButton name="Arrange"><LayoutDashboard /></IconButton></Menu>
      <IconButton name={`Show the shape in ${target.label}`} onClick={() => router.push(pageHref(id, "shape"))}><Shapes /></IconButton>
      <IconButton name="Show changes since the last release" disabled={changes === undefined} active={changes?.shown ?? false} onClick={() => changes?.toggle()}><GitCompareArrows /></IconButton>
      {line}
      <IconButton name="Undo" shortcut="Mod+Z" disabled={!canUndo} onClick={() => session.undo()}><Undo2 /></IconButton>
      <IconButton name="Redo" shortcut="Mod+Shift+Z" disabled={!canRedo} onClick={() => session.redo()}><Redo2 /></IconButton>
    </div>
  );
}
