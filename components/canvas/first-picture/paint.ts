import { buildScene, fitView, paintScene, type Scene } from "@/lib/export/diagram";
import { inputOfFirstPicture, type FirstPicture } from "@/lib/design/first-picture";
import { paintedMark } from "../marks";
import { canvasMeasure } from "../measure";
import { readPalette } from "../palette";
import { fitting } from "../view-limits";
import { arrangeSkeleton } from "./skeleton";

/** What is painted of a picture. The fonts of the canvas must be there (fonts.ts). */
export function sceneOf(picture: FirstPicture): Scene {
  return buildScene(inputOfFirstPicture(picture), canvasMeasure());
}

/** Paints the whole of a scene into the skeleton's canvas, where the diagram will show the same. Nothing where it has no place. */
export function paintInSkeleton(canvas: HTMLCanvasElement, scene: Scene): void {
  arrangeSkeleton(canvas);
  const { clientWidth: width, clientHeight: height } = canvas, ratio = window.devicePixelRatio;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null || width === 0 || height === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const chosen = document.documentElement.dataset.theme;
  const dark = chosen === undefined ? window.matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  paintScene(context, scene, {
    view: fitView(scene.bounds, width, height, fitting), width, height, pixelRatio: ratio, theme: readPalette(canvas, dark ? "dark" : "light"),
  });
  performance.mark(paintedMark, { detail: window.location.pathname });
}
