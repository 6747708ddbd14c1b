import { type DiagramTheme, paintScene, type Scene } from "@/lib/export/diagram";

const margin = 32;
/** What browsers can hold in one canvas: Chromium's limits, which are the widest; others fail earlier and say so. */
const longestSide = 16_384;
const largestArea = 268_000_000;

/** The whole scene as PNG. Rejects with a sentence when the picture would be too large for the browser. */
export async function pngOfScene(scene: Scene, theme: DiagramTheme, scale: number): Promise<Blob> {
  const width = Math.ceil((scene.bounds.width + 2 * margin) * scale), height = Math.ceil((scene.bounds.height + 2 * margin) * scale);
  if (Math.max(width, height) > longestSide || width * height > largestArea) {
    const fits = Math.min(longestSide / (width / scale), longestSide / (height / scale), Math.sqrt(largestArea / ((width / scale) * (height / scale))));
    throw new Error(`A picture of ${width} × ${height} pixels is too large. Choose a scale of ${Math.floor(fits * 100) / 100} or less, or SVG.`);
  }
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("The browser has no memory for the picture.");
  const marks = scene.input.marks?.of;
  paintScene(context, scene, {
    view: { x: (margin - scene.bounds.x) * scale, y: (margin - scene.bounds.y) * scale, zoom: scale },
    width, height, pixelRatio: 1, theme, ...(marks === undefined ? {} : { marks }),
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob === null) reject(new Error("The browser could not encode the picture.")); else resolve(blob); }, "image/png");
  });
}
