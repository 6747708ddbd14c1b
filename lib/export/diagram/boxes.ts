import type { Id } from "../../model";
import type { CardContent, EnumContent } from "./card";
import type { DiagramGroup, Rect } from "./input";
import type { NoteContent } from "./note";

/** A table's card where it stands. */
export interface TableBox extends Rect {
  readonly kind: "table";
  readonly id: Id;
  readonly content: CardContent;
  /** Hue of its group, if it is in one. */
  readonly color: number | undefined;
  /** Was in the base and is gone from the goal. */
  readonly ghost: boolean;
}

export interface EnumBox extends Rect {
  readonly kind: "enum";
  readonly id: Id;
  readonly content: EnumContent;
}

export interface NoteBox extends Rect {
  readonly kind: "note";
  readonly id: Id;
  readonly content: NoteContent;
}

export type SceneBox = TableBox | EnumBox | NoteBox;

/** A group's area: around its tables, with the title above them. */
export interface GroupArea extends Rect {
  readonly id: Id;
  readonly group: DiagramGroup;
  readonly title: string;
  readonly tables: readonly Id[];
}
