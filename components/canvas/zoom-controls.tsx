import { Maximize, Minus, Plus } from "lucide-react";
import { memo } from "react";
import { useStore } from "reactflow";
import { IconButton } from "@/components/ui/icon-button";
import { Tip } from "@/components/ui/tip";
import { chromeAttribute } from "./use-pointer";

interface Props {
  onZoomIn(): void;
  onZoomOut(): void;
  onActual(): void;
  onFit(): void;
}

/** Zoom out, the zoom (press for 100 %), zoom in, fit. */
export const ZoomControls = memo(function ZoomControls({ onZoomIn, onZoomOut, onActual, onFit }: Props) {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className="canvas-controls" {...chromeAttribute} role="group" aria-label="Zoom">
      <IconButton name="Zoom out" side="top" onClick={onZoomOut}><Minus aria-hidden /></IconButton>
      <Tip text="Zoom to 100 %" side="top">
        <button type="button" className="canvas-zoom" aria-label={`Zoom ${percent} %, set to 100 %`} onClick={onActual}>{percent} %</button>
      </Tip>
      <IconButton name="Zoom in" side="top" onClick={onZoomIn}><Plus aria-hidden /></IconButton>
      <IconButton name="Fit the diagram" side="top" onClick={onFit}><Maximize aria-hidden /></IconButton>
    </div>
  );
});
