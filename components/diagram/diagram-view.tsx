"use client";

import { PanelRightClose, PanelRightOpen } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { DiagramCanvas, type CanvasHandle, type ContextTarget, type DiagramCanvasProps } from "@/components/canvas";
import { useTheme } from "@/components/shell/theme-provider";
import { useDesignPart, useOthers, useSession } from "@/components/studio/design-provider";
import { tableOf } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import { addGroup, addNote, addTable } from "@/lib/design/commands";
import type { Pending } from "@/lib/design/pending";
import type { ChangeMark } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { CanvasMenu } from "./canvas-menu";
import { ChangeLegend } from "./change-legend";
import { marksOf } from "./change-marks";
import { DiagramSearch } from "./diagram-search";
import { DiagramToolbar } from "./diagram-toolbar";
import { EmptyCanvas } from "./empty-canvas";
import { FilterPopover } from "./filter-popover";
import { ReimportDialog } from "./reimport-dialog";
import { saveBlob } from "./save-blob";
import { useAdding } from "./use-adding";
import { useArrange } from "./use-arrange";
import { useCanvasHandlers } from "./use-canvas-handlers";
import { useClipboard } from "./use-clipboard";
import { useDiagramCommands } from "./use-diagram-commands";
import { useDiagramInput } from "./use-diagram-input";
import { useViewFilter } from "./use-view-filter";

interface Props {
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly panels: { openInspector(): void; toggleInspector(): void; toggleBottom(): void };
  readonly inspectorOpen: boolean;
  /** Whether there is a release to compare with. */
  readonly released: boolean;
  /** Whether what differs from it is marked. */
  readonly comparing: boolean;
  onCompare(comparing: boolean): void;
  /** What differs from the last release; absent while nobody looks, and while it is worked out. */
  readonly pending: Pending | undefined;
}

/** The canvas with everything that floats over it. */
export function DiagramView({ canvas, panels, inspectorOpen, released, comparing: showChanges, onCompare, pending }: Props) {
  const session = useSession();
  const { theme } = useTheme();
  const show = useToast();
  const { selected, select } = useSelection();
  const [filter, setFilter] = useViewFilter();
  const [tool, setTool] = useState<"pan" | "select">("pan");
  const [only, setOnly] = useState<ChangeMark>();
  const [menu, setMenu] = useState<ContextTarget>();
  const [importing, setImporting] = useState(false);
  const openImport = useCallback(() => setImporting(true), []);
  const search = useRef<HTMLInputElement>(null);
  const { arrange, running: arranging, cancel: cancelArranging } = useArrange();
  const name = useDesignPart(({ design }) => design.name);
  const total = useDesignPart(({ design }) => design.schema.tables.length);
  const empty = useDesignPart(({ design }) => design.schema.tables.length + design.schema.enums.length + design.layout.notes.length === 0);

  const changes = useMemo(() => (pending !== undefined && showChanges ? marksOf(pending, only) : undefined), [pending, showChanges, only]);
  const allChanges = useMemo(() => (pending !== undefined && showChanges ? marksOf(pending).counts : undefined), [pending, showChanges]);
  const input = useDiagramInput(filter, changes?.marks);
  const handlers = useCanvasHandlers(panels.openInspector);
  const middle = useCallback(() => canvas.current?.center(), [canvas]);
  const paste = useClipboard(middle);
  const { add, start, runOffer } = useAdding(canvas, panels.openInspector);
  const jump = useCallback((id: Id) => {
    const table = tableOf(session.getSnapshot().design, id);
    select([table?.id ?? id], table === undefined || table.id === id ? undefined : id);
    canvas.current?.zoomTo([table?.id ?? id]);
  }, [session, select, canvas]);
  const showNeighbours = useCallback((id: Id) => setFilter({ near: { tableId: id, depth: 1 } }), [setFilter]);
  const savePng = useCallback(() => {
    canvas.current?.toPng(2).then((blob) => saveBlob(blob, `${name}.png`), () => show({ text: "The diagram is too large for one PNG picture here. Download SVG instead.", tone: "bad" }));
  }, [canvas, name, show]);
  const tables = useMemo(() => selected.filter((id) => tableOf(session.getSnapshot().design, id)?.id === id), [selected, session]);

  useDiagramCommands(useMemo(() => ({
    canvas, search, runOffer, paste, openImport, savePng, setTool,
    arrange: (algorithm: "compact" | "layered", selectionOnly: boolean) => arrange(algorithm, selectionOnly ? tables : undefined),
    toggleInspector: panels.toggleInspector, toggleBottom: panels.toggleBottom,
    showAll: () => setFilter({}),
    showNeighbours: () => { if (tables[0] !== undefined) showNeighbours(tables[0]); },
    filtered: input.visible !== undefined,
  }), [canvas, runOffer, paste, openImport, savePng, arrange, tables, panels, setFilter, showNeighbours, input.visible]));

  // A filter that arrives with the address, or changes, is shown whole.
  const shownFilter = useRef(filter);
  useEffect(() => {
    if (shownFilter.current === filter) return;
    shownFilter.current = filter;
    requestAnimationFrame(() => canvas.current?.fit());
  }, [filter, canvas]);

  const edit = useCallback((id: Id) => requestAnimationFrame(() => canvas.current?.edit(id)), [canvas]);
  const zoomTo = useCallback((ids: readonly Id[]) => canvas.current?.zoomTo(ids), [canvas]);
  const selectAll = useCallback(() => select(session.getSnapshot().design.schema.tables.map((table) => table.id)), [select, session]);
  const menuActions = useMemo(() => ({ run: runOffer, paste, showNeighbours, edit, zoomTo, selectAll }), [runOffer, paste, showNeighbours, edit, zoomTo, selectAll]);
  return (
    <div className="absolute inset-0">
      <CanvasWithOthers ref={canvas} input={input} theme={theme} selection={selected} tool={tool} label={`Tables of ${name}`} onContextMenu={setMenu} {...handlers} />
      {empty ? <EmptyCanvas onAddTable={() => add(addTable, {})} onImport={openImport} /> : undefined}
      <div className="pointer-events-none absolute top-3 right-14 left-3 z-10 flex flex-wrap items-start gap-2 [&>*]:pointer-events-auto">
        <DiagramToolbar
          tool={tool} onTool={setTool} onAddTable={() => add(addTable, {})} onAddNote={() => add(addNote, {})}
          onGroup={tables.length === 0 ? undefined : () => start(addGroup, { tableIds: tables })}
          layouts={[
            { label: "All, packed", shortcut: "Shift+L", onSelect: () => arrange("compact") },
            { label: "All, in layers", onSelect: () => arrange("layered") },
            { separator: true },
            { label: "Selection, packed", disabled: tables.length < 2, onSelect: () => arrange("compact", tables) },
            { label: "Selection, in layers", disabled: tables.length < 2, onSelect: () => arrange("layered", tables) },
          ]}
          changes={released ? { shown: showChanges, toggle: () => onCompare(!showChanges) } : undefined}
        />
        <div className="flex items-center gap-1">
          <DiagramSearch ref={search} onJump={jump} />
          <span className="floating p-0.5"><FilterPopover filter={filter} onChange={setFilter} /></span>
        </div>
        {allChanges === undefined ? undefined : <ChangeLegend counts={allChanges} only={only} onOnly={setOnly} onClose={() => onCompare(false)} />}
      </div>
      <div className="absolute top-3 right-3 z-10">
        <span className="floating block p-0.5"><IconButton name={inspectorOpen ? "Close the inspector" : "Open the inspector"} shortcut="Mod+I" onClick={panels.toggleInspector}>{inspectorOpen ? <PanelRightClose /> : <PanelRightOpen />}</IconButton></span>
      </div>
      {arranging ? (
        <div role="status" className="floating absolute bottom-3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-2 py-0.5 pr-0.5 pl-3 text-sm">
          Laying out {total} tables <Button variant="quiet" onClick={cancelArranging}>Cancel</Button>
        </div>
      ) : undefined}
      {input.visible === undefined ? undefined : (
        <div role="status" className="floating absolute bottom-3 left-3 z-10 flex items-center gap-2 py-0.5 pr-0.5 pl-3 text-sm">
          {input.visible.size} of {total} tables shown <Button variant="quiet" onClick={() => setFilter({})}>Show all</Button>
        </div>
      )}
      <ReimportDialog open={importing} onClose={() => setImporting(false)} />
      <CanvasMenu target={menu} actions={menuActions} onClose={() => setMenu(undefined)} />
    </div>
  );
}

/** Others' pointers move many times a second: only the canvas renders for them. */
function CanvasWithOthers(props: DiagramCanvasProps) {
  return <DiagramCanvas {...props} others={useOthers()} />;
}
