import type { Scene } from "@/lib/export/diagram";
import { canvasFonts } from "../fonts";
import { paintInSkeleton, sceneOf } from "./paint";
import { pictureOfDesign, pictureOfImport, readPicture } from "./read";

/** The design that is likely to be opened next, and what it will look like. */
let coming: { readonly id: string; readonly scene: Promise<Scene | undefined> } | undefined;

/** Gets the picture ready of a design that will be made of an import, under the import's id. */
export function prepareImportedPicture(id: string): void {
  if (coming?.id !== id) coming = { id, scene: sceneAt(pictureOfImport(id)) };
}

async function sceneAt(address: string): Promise<Scene | undefined> {
  const [picture] = await Promise.all([readPicture(address), canvasFonts()]);
  return picture === undefined ? undefined : sceneOf(picture);
}

/**
 * Paints a design into its page's skeleton while it is being opened, when the page was reached from another one. A page that was
 * loaded by itself has a script for that (main.ts), which is there earlier. `signal` says that the skeleton is not needed any longer.
 */
export async function paintComing(id: string, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  if (canvas.dataset["taken"] !== undefined) return;
  canvas.dataset["taken"] = "";
  const known = coming?.id === id ? coming.scene : undefined;
  // It is out of date as soon as somebody edits.
  coming = undefined;
  const scene = await (known ?? sceneAt(pictureOfDesign(id)));
  if (scene !== undefined && !signal.aborted && canvas.isConnected) paintInSkeleton(canvas, scene);
}
