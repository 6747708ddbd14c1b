import { memo, type PointerEvent, useEffect, useLayoutEffect, useRef } from "react";
import { useStoreApi } from "reactflow";
import { type DiagramTheme, type MinimapFrame, minimapFrame, paintMinimap, type Scene, visibleRect } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { chromeAttribute } from "./use-pointer";

const width = 184;
const height = 120;

interface Props {
  readonly scene: Scene;
  readonly theme: DiagramTheme;
  readonly selected: ReadonlySet<Id> | undefined;
  /** Puts a canvas point into the middle of the view. */
  onGoTo(x: number, y: number): void;
}

/** The whole diagram, small, with the view as a frame. Press or drag to move the view. */
export const Minimap = memo(function Minimap({ scene, theme, selected, onGoTo }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const place = useRef<MinimapFrame>(minimapFrame(scene.bounds, width, height));
  const store = useStoreApi();

  const paint = useRef<() => void>(() => undefined);
  useLayoutEffect(() => {
    place.current = minimapFrame(scene.bounds, width, height);
    const follow = () => {
      const { transform: [x, y, zoom], width: w, height: h } = store.getState();
      if (frame.current === null || w === 0) return;
      const seen = visibleRect({ x, y, zoom }, w, h), { scale, offsetX, offsetY } = place.current;
      const left = Math.max(1, seen.x * scale + offsetX), top = Math.max(1, seen.y * scale + offsetY);
      const right = Math.min(width - 1, (seen.x + seen.width) * scale + offsetX), bottom = Math.min(height - 1, (seen.y + seen.height) * scale + offsetY);
      frame.current.style.transform = `translate(${left}px, ${top}px)`;
      frame.current.style.width = `${Math.max(4, right - left)}px`;
      frame.current.style.height = `${Math.max(4, bottom - top)}px`;
    };
    paint.current = follow;
    follow();
  }, [scene, store]);
  useEffect(() => store.subscribe(() => paint.current()), [store]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    // Drawn when the browser is idle: the map may lag behind an edit, the diagram may not.
    const draw = () => {
      const ratio = window.devicePixelRatio;
      element.width = width * ratio;
      element.height = height * ratio;
      const context = element.getContext("2d");
      if (context !== null) paintMinimap(context, scene, { width, height, pixelRatio: ratio, theme, ...(selected === undefined ? {} : { selected }) });
    };
    const handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [scene, theme, selected]);

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const rect = event.currentTarget.getBoundingClientRect(), { scale, offsetX, offsetY } = place.current;
    onGoTo((event.clientX - rect.left - offsetX) / scale, (event.clientY - rect.top - offsetY) / scale);
  };
  return (
    <div className="canvas-minimap" {...chromeAttribute} role="img" aria-label={`Map of the diagram: ${scene.tables.size} tables`} style={{ width, height }}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); go(event); }} onPointerMove={go}>
      <canvas ref={canvas} aria-hidden style={{ width, height }} />
      <div ref={frame} className="canvas-minimap-view" />
    </div>
  );
});
