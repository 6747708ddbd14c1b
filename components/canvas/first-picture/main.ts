import { buildScene, fitView, paintScene } from "@/lib/export/diagram";
import { inputOfFirstPicture, type FirstPicture } from "@/lib/design/first-picture";
import { canvasFonts } from "../fonts";
import { paintedMark } from "../marks";
import { canvasMeasure } from "../measure";
import { readPalette } from "../palette";
import { fitting } from "../view-limits";
import { arrangeSkeleton } from "./skeleton";

// Runs by itself, before React and the rest of the page: a large design is drawn into the skeleton of its page while code and
// document are on their way. The diagram that takes its place shows the same. Bundled by scripts/build-server.mjs.

/** The picture of a design; undefined when the server has none, or does not answer. */
async function readPicture(id: string): Promise<FirstPicture | undefined> {
  try {
    const response = await fetch(`/api/v1/designs/${id}/first-picture`);
    if (response.status !== 200 || response.body === null) return undefined;
    const picture: FirstPicture = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
    return picture;
  } catch {
    return undefined;
  }
}

/** The skeleton's canvas; the script may run before the page is read to its end. */
async function skeletonCanvas(): Promise<HTMLCanvasElement | null> {
  const find = () => document.querySelector<HTMLCanvasElement>("canvas[data-first-picture]");
  if (find() === null && document.readyState === "loading") {
    await new Promise<void>((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
  }
  return find();
}

async function draw(id: string): Promise<void> {
  const [picture, canvas] = await Promise.all([readPicture(id), skeletonCanvas(), canvasFonts()]);
  // By now the diagram itself may be there.
  if (picture === undefined || picture.tables.length === 0 || canvas === null || !canvas.isConnected) return;
  arrangeSkeleton(canvas);
  const { clientWidth: width, clientHeight: height } = canvas, ratio = window.devicePixelRatio;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null || width === 0 || height === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const chosen = document.documentElement.dataset.theme;
  const dark = chosen === undefined ? window.matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  const scene = buildScene(inputOfFirstPicture(picture), canvasMeasure());
  paintScene(context, scene, {
    view: fitView(scene.bounds, width, height, fitting), width, height, pixelRatio: ratio, theme: readPalette(canvas, dark ? "dark" : "light"),
  });
  performance.mark(paintedMark, { detail: window.location.pathname });
}

// The page of the diagram, and no part of it singled out by the address.
const found = /^\/d\/([^/]+)\/?$/.exec(window.location.pathname)?.[1];
if (found !== undefined && window.location.search === "") void draw(found);
