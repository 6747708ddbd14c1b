import { useCallback, useEffect, useMemo } from "react";
import { useReactFlow, useStoreApi } from "reactflow";
import { boundsOf, fitView, type Rect, type Scene, type View } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { boxOf } from "./renderer";
import type { DiagramCanvasProps } from "./types";
import { useLatest } from "./use-latest";
import type { Size } from "./use-renderer";
import { fitting, limits } from "./view-limits";

interface Options {
  readonly scene: Scene;
  readonly size: Size | undefined;
  readonly props: DiagramCanvasProps;
  viewOf(): View;
}

/** Moves the view, and tells where it came to rest. */
export function useView(options: Options) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const latest = useLatest(options);

  const setView = useCallback((view: View, animated: boolean) => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    void flow.setViewport(view, animated && !still ? { duration: 200 } : {});
  }, [flow]);

  const commands = useMemo(() => {
    const around = (factor: (zoom: number) => number) => {
      const { size } = latest.current, { x, y, zoom } = latest.current.viewOf();
      if (size === undefined) return;
      const next = Math.min(limits.max, Math.max(limits.min, factor(zoom)));
      const cx = size.width / 2, cy = size.height / 2;
      setView({ zoom: next, x: cx - ((cx - x) / zoom) * next, y: cy - ((cy - y) / zoom) * next }, true);
    };
    const show = (rect: Rect | undefined) => {
      const { size } = latest.current;
      if (size !== undefined && rect !== undefined) setView(fitView(rect, size.width, size.height, fitting), true);
    };
    const goTo = (x: number, y: number) => {
      const { size } = latest.current, { zoom } = latest.current.viewOf();
      if (size !== undefined) setView({ zoom, x: size.width / 2 - x * zoom, y: size.height / 2 - y * zoom }, false);
    };
    return {
      fit: () => show(latest.current.scene.bounds),
      zoomTo: (ids: readonly Id[]) => show(boundsOf(ids.flatMap((id) => boxOf({ scene: latest.current.scene, live: undefined }, id) ?? []))),
      zoomIn: () => around((zoom) => zoom * 1.25), zoomOut: () => around((zoom) => zoom / 1.25), zoomToActual: () => around(() => 1), goTo,
    };
  }, [latest, setView]);

  // Told once the view has come to rest, however it was moved.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.subscribe((now, old) => {
      if (now.transform === old.transform) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current.props.onViewport?.(latest.current.viewOf()), 150);
    });
    return () => { clearTimeout(timer); unsubscribe(); };
  }, [store, latest]);

  return { setView, commands };
}
