"use client";

import { useEffect, useRef } from "react";
import { paintComing } from "@/components/canvas/first-picture/coming";

/**
 * The shape of a design's pages while the design is being opened. Its canvas stands where the diagram's will stand: a large
 * design is drawn there first (canvas/first-picture), before React gets here, hence what hydration has to let pass.
 */
export function StudioSkeleton({ id }: { readonly id: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // As main.ts does it: the page of the diagram, and no part of it singled out by the address.
    if (canvas.current === null || window.location.search !== "" || !/^\/d\/[^/]+\/?$/.test(window.location.pathname)) return;
    const left = new AbortController();
    void paintComing(id, canvas.current, left.signal);
    return () => left.abort();
  }, [id]);
  return (
    <div role="status" aria-label="Opening the design" className="flex h-dvh flex-col">
      <div className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
        <span className="skeleton size-5" />
        <span className="skeleton h-3 w-40" />
        <span className="skeleton h-3 w-20" />
      </div>
      <div data-skeleton className="flex min-h-0 flex-1">
        <div data-part="rail" suppressHydrationWarning className="grid w-12 shrink-0 content-start gap-3 border-r border-line bg-surface p-3.5">
          {[1, 2, 3, 4, 5, 6].map((i) => <span key={i} className="skeleton size-5" />)}
        </div>
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="relative min-h-0 flex-1">
            <canvas ref={canvas} data-first-picture aria-hidden suppressHydrationWarning className="absolute inset-0 size-full" />
          </div>
          <div data-part="bottom" suppressHydrationWarning className="h-[34px] shrink-0 border-t border-line bg-surface" />
        </div>
        <div data-part="inspector" suppressHydrationWarning className="grid w-[345px] shrink-0 content-start gap-3 border-l border-line bg-surface p-3">
          <span className="skeleton h-4 w-32" />
          {[80, 64, 72, 56].map((width) => <span key={width} className="skeleton h-3" style={{ width: `${width}%` }} />)}
        </div>
      </div>
    </div>
  );
}
