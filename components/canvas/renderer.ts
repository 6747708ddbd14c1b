import { type DiagramTheme, type LiveMove, paintScene, type Rect, type Scene, type View, type PaintOptions } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";
import { paintedMark, readyMark } from "./marks";
import { paintOverlay, type OverlayState } from "./overlay";

/** Everything the picture depends on besides the view. */
export interface PictureState {
  readonly scene: Scene;
  readonly theme: DiagramTheme;
  readonly live: LiveMove | undefined;
  readonly paint: Pick<PaintOptions, "lit" | "litEdges" | "litColumns" | "selected" | "hovered" | "hoveredEdge" | "marks">;
  readonly overlay: OverlayState;
}

/**
 * Draws the scene on a canvas below React Flow, and what moves on one above it.
 * Drawing is put off to a microtask: animated views change inside an animation frame, where a further frame would come one too late.
 */
export class Renderer {
  private state: PictureState | undefined;
  private view: View = { x: 0, y: 0, zoom: 1 };
  private width = 0;
  private height = 0;
  private ratio = 1;
  private baseStale = false;
  private overlayStale = false;
  private scheduled = false;
  private overlayShown = false;
  private closed = false;
  private painted = false;

  constructor(private readonly base: HTMLCanvasElement, private readonly overlay: HTMLCanvasElement) {}

  /** Size in CSS pixels. Draws at once, since resizing clears a canvas. */
  resize(width: number, height: number, ratio: number): void {
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    for (const canvas of [this.base, this.overlay]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.baseStale = this.overlayStale = true;
    this.draw();
  }

  setView(view: View): void {
    if (view.x === this.view.x && view.y === this.view.y && view.zoom === this.view.zoom) return;
    this.view = view;
    this.schedule(true, true);
  }

  setState(state: PictureState): void {
    const old = this.state;
    this.state = state;
    const base = old === undefined || old.scene !== state.scene || old.theme !== state.theme || old.paint !== state.paint
      || !sameSet(old.live?.hidden, state.live?.hidden);
    this.schedule(base, true);
  }

  close(): void {
    this.closed = true;
  }

  private schedule(base: boolean, overlay: boolean): void {
    this.baseStale ||= base;
    this.overlayStale ||= overlay;
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => { this.scheduled = false; this.draw(); });
  }

  private draw(): void {
    const { state } = this;
    if (state === undefined || this.closed || this.width === 0) return;
    const options: PaintOptions = {
      ...state.paint, view: this.view, width: this.width, height: this.height, pixelRatio: this.ratio, theme: state.theme,
      ...(state.live === undefined ? {} : { hidden: state.live.hidden }),
    };
    if (this.baseStale) {
      const context = this.base.getContext("2d", { alpha: false });
      if (context !== null) paintScene(context, state.scene, options);
      this.baseStale = false;
      if (!this.painted && state.scene.tables.size > 0) {
        this.painted = true;
        performance.mark(readyMark);
        if (!hadFirstPicture()) performance.mark(paintedMark);
      }
    }
    if (this.overlayStale) { this.drawOverlay(state, options); this.overlayStale = false; }
  }

  private drawOverlay(state: PictureState, options: PaintOptions): void {
    const needed = state.live !== undefined || state.overlay.active;
    if (!needed && !this.overlayShown) return;
    this.overlay.style.display = needed ? "block" : "none";
    this.overlayShown = needed;
    const context = needed ? this.overlay.getContext("2d") : null;
    if (context === null) return;
    const { hidden: _hidden, ...rest } = options;
    if (state.live === undefined) { context.setTransform(1, 0, 0, 1, 0, 0); context.clearRect(0, 0, this.overlay.width, this.overlay.height); }
    else paintScene(context, state.live.picture, { ...rest, outlined: state.live.outlined, ground: false });
    paintOverlay(context, state.overlay, { view: this.view, ratio: this.ratio, theme: state.theme, boxOf: (id) => boxOf(state, id) });
  }
}

/** Whether this address was shown by a first picture already. */
function hadFirstPicture(): boolean {
  return performance.getEntriesByName(paintedMark).some((mark) => mark instanceof PerformanceMark && mark.detail === window.location.pathname);
}

/** Where a thing stands now, in a drag or at rest. */
export function boxOf(state: Pick<PictureState, "scene" | "live">, id: Id): Rect | undefined {
  const { scene } = state, live = state.live?.picture;
  return live?.tables.get(id) ?? live?.enums.get(id) ?? live?.notes.get(id) ?? live?.groups.get(id)
    ?? scene.tables.get(id) ?? scene.enums.get(id) ?? scene.notes.get(id) ?? scene.groups.get(id);
}

function sameSet(a: ReadonlySet<Id> | undefined, b: ReadonlySet<Id> | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.size !== b.size) return false;
  for (const id of a) if (!b.has(id)) return false;
  return true;
}
