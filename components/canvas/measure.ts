import { useSyncExternalStore } from "react";
import { cssFont, type DiagramFont, estimateText, type MeasureText } from "@/lib/export/diagram";

const ascii = /^[ -~]*$/;

/**
 * Measures with a canvas. Identifiers in the monospaced font are counted instead: its advance is 0.6 em,
 * and most texts of a diagram are such. Names repeat, so widths are kept.
 */
export function canvasMeasure(): MeasureText {
  if (typeof document === "undefined") return estimateText;
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return estimateText;
  const known = new Map<string, number>();
  let current = "";
  return (text: string, font: DiagramFont) => {
    if (font.family === "mono" && ascii.test(text)) return text.length * 0.6 * font.size;
    // Widths grow with the size, so one measurement serves every zoom.
    const key = `${font.family}${font.weight} ${text}`;
    let em = known.get(key);
    if (em === undefined) {
      const css = cssFont(font, 100);
      if (css !== current) { context.font = css; current = css; }
      em = context.measureText(text).width / 100;
      if (known.size > 20_000) known.clear();
      known.set(key, em);
    }
    return em * font.size;
  };
}

const wanted = [`600 13px "Inter Variable"`, `400 12px "JetBrains Mono Variable"`];
/** A font that does not come must not keep the diagram away; milliseconds. */
const patience = 1500;
let arrived = false;
const listeners = new Set<() => void>();

// Begins when the code loads, while the design is still on its way. A canvas remembers what a font's name meant when it was
// first drawn or measured with, so neither may happen before the font is there.
if (typeof document !== "undefined") {
  void Promise.race([Promise.allSettled(wanted.map(loadFont)), new Promise((resolve) => setTimeout(resolve, patience))]).then(() => {
    arrived = true;
    for (const listener of listeners) listener();
  });
}

/** Code may run before the stylesheet that names the fonts; until then no font answers to the name. */
async function loadFont(font: string): Promise<void> {
  const faces = await document.fonts.load(font);
  if (faces.length > 0) return;
  if (document.readyState !== "complete") await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
  await document.fonts.load(font);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the fonts of the canvas are there to be drawn and measured with. */
export function useCanvasFonts(): boolean {
  return useSyncExternalStore(subscribe, () => arrived, () => false);
}
