import ELK from "elkjs/lib/elk-api";
import { arrange, boundsOf, buildScene, type DiagramInput, type DiagramPoint } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { canvasMeasure } from "../measure";
import { elkGraph, positionsOf } from "./elk-graph";

/** How to lay out. */
export interface LayoutOptions {
  /** Only these tables, around where they stand; absent: all. */
  readonly ids?: ReadonlySet<Id>;
  /** `layered`: references flow left to right (ELK, in a worker). `compact`: neighbourhoods packed tightly, at once. */
  readonly algorithm: "layered" | "compact";
  /** Cancels; the promise then rejects with the signal's reason, and the worker is gone. */
  readonly signal?: AbortSignal;
}

/** New positions for the tables of a diagram. Groups stay together; notes and enums stay where they are. */
export async function layoutTables(input: DiagramInput, { ids, algorithm, signal }: LayoutOptions): Promise<ReadonlyMap<Id, DiagramPoint>> {
  signal?.throwIfAborted();
  const scene = buildScene(input, canvasMeasure());
  if (algorithm === "compact") return arrange(scene, ids);
  const elk = new ELK({ workerFactory: () => new Worker(new URL("./elk-worker.ts", import.meta.url), { type: "module" }) });
  const stop = () => elk.terminateWorker();
  signal?.addEventListener("abort", stop);
  try {
    const cancelled = new Promise<never>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason instanceof Error ? signal.reason : new DOMException("Layout cancelled", "AbortError")));
    });
    const positions = positionsOf(await Promise.race([elk.layout(elkGraph(scene, ids)), cancelled]));
    return ids === undefined ? positions : aroundOld(positions, [...positions.keys()].flatMap((id) => scene.tables.get(id) ?? []));
  } finally {
    signal?.removeEventListener("abort", stop);
    elk.terminateWorker();
  }
}

/** Keeps the middle of a partial layout where its tables were. */
function aroundOld(positions: ReadonlyMap<Id, DiagramPoint>, boxes: readonly { readonly id: Id; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[]): ReadonlyMap<Id, DiagramPoint> {
  const old = boundsOf(boxes), fresh = boundsOf(boxes.map((box) => ({ ...box, ...positions.get(box.id) })));
  if (old === undefined || fresh === undefined) return positions;
  const shift = (a: number, b: number) => Math.round((a - b) / 8) * 8;
  const dx = shift(old.x + old.width / 2, fresh.x + fresh.width / 2), dy = shift(old.y + old.height / 2, fresh.y + fresh.height / 2);
  return new Map([...positions].map(([id, at]) => [id, { x: at.x + dx, y: at.y + dy }]));
}
