import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useStoreApi } from "reactflow";
import { Renderer } from "./renderer";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The renderer on two canvases, following the wrapper's size, the screen's pixels and React Flow's view. */
export function useRenderer(wrapper: RefObject<HTMLDivElement | null>, base: RefObject<HTMLCanvasElement | null>, overlay: RefObject<HTMLCanvasElement | null>): { readonly renderer: RefObject<Renderer | undefined>; readonly size: Size | undefined } {
  const renderer = useRef<Renderer | undefined>(undefined);
  const [size, setSize] = useState<Size>();
  const store = useStoreApi();
  useLayoutEffect(() => {
    const element = wrapper.current;
    if (element === null || base.current === null || overlay.current === null) return;
    const current = new Renderer(base.current, overlay.current);
    renderer.current = current;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      current.resize(width, height, window.devicePixelRatio);
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The ratio changes when the window moves to another screen or the page is zoomed; each query knows one ratio only.
    const ratios = new AbortController();
    const watchRatio = () => window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
      .addEventListener("change", () => { measure(); watchRatio(); }, { once: true, signal: ratios.signal });
    watchRatio();
    const unsubscribe = store.subscribe(({ transform: [x, y, zoom] }) => current.setView({ x, y, zoom }));
    return () => {
      observer.disconnect();
      ratios.abort();
      unsubscribe();
      current.close();
      renderer.current = undefined;
    };
  }, [wrapper, base, overlay, store]);
  return { renderer, size };
}
