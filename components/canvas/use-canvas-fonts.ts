import { useSyncExternalStore } from "react";
import { canvasFonts } from "./fonts";

let arrived = false;
const listeners = new Set<() => void>();

// Begins when the code loads, while the design is still on its way.
if (typeof document !== "undefined") {
  void canvasFonts().then(() => {
    arrived = true;
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the fonts of the canvas are there to be drawn and measured with. */
export function useCanvasFonts(): boolean {
  return useSyncExternalStore(subscribe, () => arrived, () => false);
}
