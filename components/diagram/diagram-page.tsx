"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { usePanelRef } from "react-resizable-panels";
import type { CanvasHandle } from "@/components/canvas";
import { Inspector } from "@/components/inspector/inspector";
import { usePending, useReleases } from "@/components/studio/use-pending";
import { SplitGroup, SplitPanel, Splitter } from "@/components/ui/splitter";
import { BottomPanel, type BottomTab } from "./bottom-panel";
import { DiagramView } from "./diagram-view";

/** Height of the bottom panel's tab bar, in pixels: all that shows while it is closed. */
const barHeight = 33;

const notLooking = { state: "loading" } as const;

/** The diagram, with the inspector beside it and problems, text and plan below. */
export function DiagramPage() {
  const canvas = useRef<CanvasHandle>(null);
  const inspector = usePanelRef();
  const bottom = usePanelRef();
  const [inspectorOpen, setInspectorOpen] = useState(true);
  const [bottomOpen, setBottomOpen] = useState(false);
  const [tab, setTab] = useState<BottomTab>("problems");
  const [releases] = useReleases();
  // Planning a large design takes a moment: it is done while it is looked at.
  const [comparing, setComparing] = useState(false);
  const pending = usePending(comparing || (bottomOpen && tab === "plan") ? releases : notLooking);
  const released = releases.state === "loaded" && releases.value.last !== undefined;

  const panels = useMemo(() => ({
    openInspector: () => { if (inspector.current?.isCollapsed() === true) inspector.current.expand(); },
    toggleInspector: () => { const panel = inspector.current; if (panel?.isCollapsed() === true) panel.expand(); else panel?.collapse(); },
    toggleBottom: () => { const panel = bottom.current; if (panel?.isCollapsed() === true) openTo(panel, 260); else panel?.collapse(); },
  }), [inspector, bottom]);
  const chooseTab = useCallback((next: BottomTab) => {
    setTab(next);
    if (bottom.current?.isCollapsed() === true) openTo(bottom.current, next === "sql" || next === "dbml" ? 320 : 220);
  }, [bottom]);

  return (
    <>
      <h1 className="sr-only">Diagram</h1>
      <SplitGroup id="strata-diagram" orientation="horizontal" panels={["work", "inspector"]} className="h-full">
        <SplitPanel id="work" minSize={320}>
          <SplitGroup id="strata-diagram-work" orientation="vertical" panels={["canvas", "bottom"]} className="h-full">
            <SplitPanel id="canvas" minSize={160} className="relative">
              <DiagramView canvas={canvas} panels={panels} inspectorOpen={inspectorOpen} released={released} comparing={comparing} onCompare={setComparing} pending={pending} />
            </SplitPanel>
            <Splitter label="Height of the panel below" orientation="horizontal-line" />
            <SplitPanel
              id="bottom" panelRef={bottom} collapsible collapsedSize={barHeight} minSize={140} maxSize="75" defaultSize={barHeight} groupResizeBehavior="preserve-pixel-size"
              onResize={(size) => setBottomOpen(size.inPixels > barHeight + 8)}
            >
              <BottomPanel tab={tab} open={bottomOpen} pending={pending} onTab={chooseTab} onToggle={panels.toggleBottom} />
            </SplitPanel>
          </SplitGroup>
        </SplitPanel>
        <Splitter label="Width of the inspector" orientation="vertical-line" />
        <SplitPanel
          id="inspector" panelRef={inspector} collapsible collapsedSize={0} minSize={300} maxSize={520} defaultSize={344} groupResizeBehavior="preserve-pixel-size"
          onResize={(size) => setInspectorOpen(size.inPixels > 8)}
        >
          <aside aria-label="Inspector" tabIndex={-1} className="h-full overflow-x-hidden overflow-y-auto bg-surface">{inspectorOpen ? <Inspector /> : undefined}</aside>
        </SplitPanel>
      </SplitGroup>
    </>
  );
}

/** Opens a panel at the height it had, or at this one when it was never open. */
function openTo(panel: { expand(): void; isCollapsed(): boolean; getSize(): { inPixels: number }; resize(size: number): void }, height: number): void {
  panel.expand();
  if (panel.getSize().inPixels < 160) panel.resize(height);
}
