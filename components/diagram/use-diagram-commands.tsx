"use client";

import { FileUp, Filter, Focus, Hand, LayoutDashboard, MousePointer2, PanelBottom, PanelRight, Pencil, Save, Search, BoxSelect } from "lucide-react";
import { useMemo, type RefObject } from "react";
import type { CanvasHandle } from "@/components/canvas";
import { useOfferCommands } from "@/components/commands/command-provider";
import type { StudioCommand } from "@/components/commands/studio-command";
import { useSession } from "@/components/studio/design-provider";
import { findRecord } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import type { EditCommand } from "@/lib/design/command";
import { offersFor, type Offer } from "./edit-menu";

export interface DiagramActions {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  runOffer(offer: Offer): void;
  arrange(algorithm: "compact" | "layered", selectionOnly: boolean): void;
  toggleInspector(): void;
  toggleBottom(): void;
  setTool(tool: "pan" | "select"): void;
  paste(): void;
  savePng(): void;
  openImport(): void;
  showAll(): void;
  showNeighbours(): void;
  readonly filtered: boolean;
}

/** What can be done on the diagram, for the palette, the keyboard and the list of shortcuts. */
export function useDiagramCommands(actions: DiagramActions): void {
  const session = useSession();
  const { selected, select } = useSelection();
  const { context } = useRun();
  const commands = useMemo((): readonly StudioCommand[] => {
    const now = context();
    const [only] = selected;
    const single = only !== undefined && selected.length === 1 ? findRecord(now.design, only) : undefined;
    const places: readonly (readonly [NonNullable<EditCommand<unknown>["menu"]>["appliesTo"], string | undefined])[] = [
      ["canvas", undefined], ["selection", undefined],
      ...(single?.kind === "table" || single?.kind === "column" || single?.kind === "group" || single?.kind === "note" ? [[single.kind, only] as const] : []),
    ];
    const seen = new Set<string>();
    const edits = places.flatMap(([place, target]) => offersFor(place, now, target)).flatMap((offer): readonly StudioCommand[] => {
      const { command } = offer;
      if (seen.has(command.label)) return [];
      seen.add(command.label);
      return [{
        id: command.id, label: command.label, section: command.id.startsWith("add-") ? "Add" : "Edit", icon: offer.icon, shortcut: command.shortcut,
        run: () => actions.runOffer(offer),
      }];
    });
    const { canvas } = actions;
    return [
      ...edits,
      { id: "paste", label: "Paste", section: "Edit", run: actions.paste },
      { id: "import", label: "Import into this design", section: "Edit", icon: <FileUp />, run: actions.openImport },
      { id: "select-all", label: "Select all tables", section: "Edit", icon: <BoxSelect />, shortcut: "Mod+A", run: () => select(session.getSnapshot().design.schema.tables.map((table) => table.id)) },
      { id: "rename", label: "Rename", section: "Edit", icon: <Pencil />, shortcut: "F2", disabled: only === undefined, run: () => { if (only !== undefined) canvas.current?.edit(only); } },
      { id: "clear-selection", label: "Clear the selection", section: "Edit", shortcut: "Esc", disabled: only === undefined, run: () => select([]) },
      { id: "find-table", label: "Find a table", section: "View", icon: <Search />, shortcut: "/", alternatives: ["Mod+F"], run: () => actions.search.current?.focus() },
      { id: "fit", label: "Show everything", section: "View", icon: <Focus />, shortcut: "1", run: () => canvas.current?.fit() },
      { id: "zoom-selection", label: "Zoom to the selection", section: "View", icon: <Focus />, shortcut: "2", disabled: only === undefined, run: () => canvas.current?.zoomTo(selected) },
      { id: "zoom-in", label: "Zoom in", section: "View", shortcut: "+", alternatives: ["="], run: () => canvas.current?.zoomIn() },
      { id: "zoom-out", label: "Zoom out", section: "View", shortcut: "-", run: () => canvas.current?.zoomOut() },
      { id: "zoom-actual", label: "Zoom to 100 %", section: "View", shortcut: "0", run: () => canvas.current?.zoomToActual() },
      { id: "list", label: "Go to the list of tables", section: "View", shortcut: "L", run: () => canvas.current?.focusList() },
      { id: "tool-select", label: "Select an area", section: "View", icon: <MousePointer2 />, shortcut: "V", run: () => actions.setTool("select") },
      { id: "tool-pan", label: "Move the canvas", section: "View", icon: <Hand />, shortcut: "H", run: () => actions.setTool("pan") },
      { id: "neighbours", label: "Show only the selection and its neighbours", section: "View", icon: <Filter />, disabled: single?.kind !== "table", run: actions.showNeighbours },
      { id: "show-all", label: "Show all tables", section: "View", disabled: !actions.filtered, run: actions.showAll },
      { id: "arrange", label: "Arrange all tables, packed", section: "Edit", icon: <LayoutDashboard />, shortcut: "Shift+L", run: () => actions.arrange("compact", false) },
      { id: "arrange-layered", label: "Arrange all tables in layers", section: "Edit", icon: <LayoutDashboard />, run: () => actions.arrange("layered", false) },
      { id: "arrange-selection", label: "Arrange the selection", section: "Edit", icon: <LayoutDashboard />, disabled: selected.length < 2, run: () => actions.arrange("compact", true) },
      { id: "toggle-inspector", label: "Inspector", section: "View", icon: <PanelRight />, shortcut: "Mod+I", whileTyping: true, run: actions.toggleInspector },
      { id: "toggle-bottom", label: "Problems, SQL, DBML and plan", section: "View", icon: <PanelBottom />, shortcut: "Mod+J", whileTyping: true, run: actions.toggleBottom },
      { id: "export-png", label: "Download PNG", section: "Export", icon: <Save />, run: actions.savePng },
    ];
  }, [actions, context, selected, select, session]);
  useOfferCommands("diagram", commands);
}
