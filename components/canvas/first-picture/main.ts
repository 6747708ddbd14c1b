import { canvasFonts } from "../fonts";
import { paintInSkeleton, sceneOf } from "./paint";
import { pictureOfDesign, readPicture } from "./read";

// Runs by itself, before React and the rest of the page: a large design is drawn into the skeleton of its page while code and
// document are on their way. The diagram that takes its place shows the same. Bundled by scripts/build-server.mjs.

/** The skeleton's canvas; the script may run before the page is read to its end. */
async function skeletonCanvas(): Promise<HTMLCanvasElement | null> {
  const find = () => document.querySelector<HTMLCanvasElement>("canvas[data-first-picture]");
  if (find() === null && document.readyState === "loading") {
    await new Promise<void>((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
  }
  const canvas = find();
  // Else the page itself sees to it (coming.ts).
  if (canvas !== null) canvas.dataset["taken"] = "";
  return canvas;
}

async function draw(id: string): Promise<void> {
  const [picture, canvas] = await Promise.all([readPicture(pictureOfDesign(id)), skeletonCanvas(), canvasFonts()]);
  // By now the diagram itself may be there.
  if (picture !== undefined && canvas?.isConnected === true) paintInSkeleton(canvas, sceneOf(picture));
}

// The page of the diagram, and no part of it singled out by the address.
const found = /^\/d\/([^/]+)\/?$/.exec(window.location.pathname)?.[1];
if (found !== undefined && window.location.search === "") void draw(decodeURIComponent(found));
