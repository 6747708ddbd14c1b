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
