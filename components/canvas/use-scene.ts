import { useState } from "react";
import { buildScene, type DiagramInput, type Scene, updateScene } from "@/lib/export/diagram";
import { canvasMeasure } from "./measure";

/** The scene of an input, kept up to date by rebuilding what changed. */
export function useScene(input: DiagramInput): Scene {
  const [last, setLast] = useState(() => buildScene(input, canvasMeasure()));
  if (last.input === input) return last;
  const scene = updateScene(last, input);
  setLast(scene);
  return scene;
}
