import { useEffect, useState } from "react";
import { buildScene, type DiagramInput, type MeasureText, type Scene, updateScene } from "@/lib/export/diagram";
import { canvasMeasure, fontsArrived } from "./measure";

/** The scene of an input, kept up to date by rebuilding what changed. Measured anew when the fonts arrive. */
export function useScene(input: DiagramInput): Scene {
  const [measure, setMeasure] = useState<MeasureText>(() => canvasMeasure());
  const [last, setLast] = useState(() => buildScene(input, measure));
  useEffect(() => {
    let gone = false;
    void fontsArrived().then((late) => { if (late && !gone) setMeasure(() => canvasMeasure()); });
    return () => { gone = true; };
  }, []);
  if (last.input === input && last.measure === measure) return last;
  const scene = updateScene(last, input, measure);
  setLast(scene);
  return scene;
}
