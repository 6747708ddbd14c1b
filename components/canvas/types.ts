import type { Ref } from "react";
import type { DiagramInput, DiagramPoint, View } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";

/** Another user as the canvas shows them; lib/collaboration's OtherUser fits. */
export interface CanvasUser {
  readonly client: number;
  readonly user: { readonly name: string; readonly color: number };
  readonly cursor?: DiagramPoint;
  readonly selection: readonly Id[];
  readonly drag?: Readonly<Record<Id, readonly [number, number]>>;
}

/** What a context menu is about. `id` is a table, column, enum, foreign key, group or note; for the canvas it is absent. */
export interface ContextTarget {
  readonly kind: "canvas" | "table" | "column" | "enum" | "edge" | "group" | "note";
  readonly id: Id | undefined;
  /** The table of a column. */
  readonly tableId?: Id;
  /** On the canvas. */
  readonly at: DiagramPoint;
  /** In the window, for the menu. */
  readonly screen: DiagramPoint;
}

/** One end of a connection drawn by hand. */
export interface ConnectionEnd {
  readonly tableId: Id;
  /** Absent: the table as a whole (its header). */
  readonly columnId?: Id;
}

/** What can be asked of the canvas from outside. */
export interface CanvasHandle {
  /** Shows everything. */
  fit(): void;
  /** Shows these tables, enums, notes or groups; small things are not blown up beyond zoom 1. */
  zoomTo(ids: readonly Id[]): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Zoom 1 about the middle. */
  zoomToActual(): void;
  /** The canvas point in the middle of the view, for things created without a pointer. */
  center(): DiagramPoint;
  view(): View;
  setView(view: View): void;
  /** Opens the editor in place: the name of a table, enum or group, or the text of a note. */
  edit(id: Id): void;
  /** Puts the keyboard into the list of tables. */
  focusList(): void;
  /** The whole diagram as a picture at a scale; rejects when the browser cannot make one that large. */
  toPng(scale: number): Promise<Blob>;
  /** The whole diagram as SVG text. */
  svg(): string;
}

/** The diagram's view model and what it tells. It knows no session and loads nothing. */
export interface DiagramCanvasProps {
  readonly ref?: Ref<CanvasHandle>;
  /** Parts that did not change must keep their identity. */
  readonly input: DiagramInput;
  readonly theme: "light" | "dark";
  /** Ids of selected tables, columns, enums, foreign keys, groups and notes. */
  readonly selection: readonly Id[];
  /** Tables that stay bright while the rest dims (a search, a legend); the selection has precedence. */
  readonly highlight?: ReadonlySet<Id> | undefined;
  readonly others?: readonly CanvasUser[] | undefined;
  /** Where to look first; absent: everything fitted in. */
  readonly initialView?: View | undefined;
  /** What dragging on empty canvas does: `pan` (Shift selects) or `select` (Space and the middle button pan). Default `pan`. */
  readonly tool?: "pan" | "select" | undefined;
  /** What the plain wheel does; with Ctrl or Cmd it always zooms. Default `pan`. */
  readonly wheel?: "pan" | "zoom" | undefined;
  /** Nothing can be moved, connected or edited. */
  readonly readOnly?: boolean | undefined;
  /** Names the list of tables for screen readers: "Tables of Shop". */
  readonly label?: string | undefined;
  /** `column`: the row of the clicked table, if a row was clicked. */
  onSelect(ids: readonly Id[], column?: Id): void;
  /** Once, at drop: final positions of tables, enums, notes and (empty) groups. */
  onMove?(positions: ReadonlyMap<Id, DiagramPoint>): void;
  /** Live positions during a drag, and undefined at its end; for presence. */
  onDrag?(positions: ReadonlyMap<Id, DiagramPoint> | undefined): void;
  onConnect?(from: ConnectionEnd, to: ConnectionEnd): void;
  /** Double click, or Enter in the list. */
  onOpen?(id: Id): void;
  onDelete?(ids: readonly Id[]): void;
  onContextMenu?(target: ContextTarget): void;
  /** Pointer on the canvas; undefined when it left. */
  onCursor?(at: DiagramPoint | undefined): void;
  /** When panning or zooming came to rest. */
  onViewport?(view: View): void;
  /** Double click on empty canvas. */
  onCreateAt?(at: DiagramPoint): void;
  /** A name or note was edited in place. */
  onEdit?(id: Id, text: string): void;
}
