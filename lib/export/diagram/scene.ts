import type { EnumType, Id, Table } from "../../model";
import type { EnumBox, GroupArea, NoteBox, TableBox } from "./boxes";
import { card, type CardContent, type CardContext, layOutCard, layOutEnum, type EnumContent, usesEnum } from "./card";
import { avoidanceLimit, buildEdge, type SceneEdge } from "./edge";
import { boundsOf, type DiagramDetail, type DiagramInput, type DiagramNote, type DiagramPoint, overlaps, type Rect } from "./input";
import { layOutNote } from "./note";
import { placeMissing } from "./place-missing";
import { type Relationship, relationshipsOf } from "./relationships";
import { estimateText, ellipsis, fonts, type MeasureText, oneLine } from "./text";
import { typeText } from "./type-text";

/** The diagram as geometry. Immutable; parts that did not change keep their identity from one scene to the next. */
export interface Scene {
  readonly input: DiagramInput;
  readonly measure: MeasureText;
  readonly tables: ReadonlyMap<Id, TableBox>;
  readonly enums: ReadonlyMap<Id, EnumBox>;
  readonly notes: ReadonlyMap<Id, NoteBox>;
  readonly groups: ReadonlyMap<Id, GroupArea>;
  readonly edges: ReadonlyMap<Id, SceneEdge>;
  /** Ids of the edges that start or end at a table. */
  readonly edgesOf: ReadonlyMap<Id, readonly Id[]>;
  /** Around everything; a small area about the origin when empty. */
  readonly bounds: Rect;
}

/** What painters need of a scene. */
export type Picture = Pick<Scene, "measure" | "tables" | "enums" | "notes" | "groups" | "edges">;

/** Space between a group's border and its tables, and the height of its title. */
export const groupPad = 24;
export const groupTitle = 32;

/** Builds a scene; `measure` gives text widths (a canvas in browsers, `estimateText` elsewhere). */
export function buildScene(input: DiagramInput, measure: MeasureText = estimateText): Scene {
  return updateScene(undefined, input, measure);
}

/** The scene of a changed input. Cards and edges whose sources kept their identity are taken over from the previous scene. */
export function updateScene(previous: Scene | undefined, input: DiagramInput, measure: MeasureText = previous?.measure ?? estimateText): Scene {
  const before = previous !== undefined && previous.measure === measure && sameStyle(previous.input, input) ? previous : undefined;
  const detail: DiagramDetail = input.detail ?? "all";
  const shown = input.visible === undefined ? input.schema.tables : input.schema.tables.filter((t) => input.visible?.has(t.id) === true);
  const ghosts = (input.marks?.removedTables ?? none).filter((t) => !shown.some((s) => s.id === t.id));
  const sameEnums = before?.input.schema.enums === input.schema.enums;
  const enumTypes = new Map(input.schema.enums.map((e) => [e.id, e]));
  const textOf = input.typeText ?? ((type) => typeText(type, enumTypes));

  const contents: CardContent[] = [];
  for (const table of [...shown, ...ghosts]) contents.push(contentOf(table));
  function contentOf(table: Table): CardContent {
    const removedColumns = input.marks?.removedColumns.get(table.id) ?? none;
    const old = before?.tables.get(table.id)?.content;
    if (old !== undefined && old.table === table && (sameEnums || !usesEnum(table))
      && sameList(before?.input.marks?.removedColumns.get(table.id) ?? none, removedColumns)) return old;
    const context: CardContext = { detail, typeText: textOf, measure, removedColumns };
    return layOutCard(table, context);
  }
  const enumContents = input.enums === false ? [] : input.schema.enums.map((type) => enumContentOf(type));
  function enumContentOf(type: EnumType): EnumContent {
    const old = before?.enums.get(type.id)?.content;
    return old?.type === type ? old : layOutEnum(type, detail, measure);
  }

  const placed = placeMissing(contents.map((c) => ({ id: c.table.id, width: c.width, height: c.height })),
    enumContents.map((c) => ({ id: c.type.id, width: c.width, height: c.height })), input.positions);
  const at = (id: Id): DiagramPoint => input.positions.get(id) ?? placed.get(id) ?? origin;
  const colors = new Map(input.groups.map((g) => [g.id, g.color]));

  const tables = new Map<Id, TableBox>();
  contents.forEach((content, i) => {
    const { id } = content.table, { x, y } = at(id), group = input.groupOf.get(id);
    const color = group === undefined ? undefined : colors.get(group), ghost = i >= shown.length;
    const old = before?.tables.get(id);
    tables.set(id, old !== undefined && old.content === content && old.x === x && old.y === y && old.color === color && old.ghost === ghost
      ? old : { kind: "table", id, content, color, ghost, x, y, width: content.width, height: content.height });
  });
  const enums = new Map<Id, EnumBox>();
  for (const content of enumContents) {
    const { id } = content.type, { x, y } = at(id), old = before?.enums.get(id);
    enums.set(id, old !== undefined && old.content === content && old.x === x && old.y === y
      ? old : { kind: "enum", id, content, x, y, width: content.width, height: content.height });
  }
  const notes = new Map<Id, NoteBox>();
  for (const note of input.notes) notes.set(note.id, noteBox(note, before?.notes.get(note.id), input, measure));

  const edges = new Map<Id, SceneEdge>();
  const cards = cardsToAvoid(tables);
  const changed = cards === undefined || before === undefined ? none : changedCards(before.tables, tables);
  const sameAvoidance = before !== undefined && (before.tables.size > avoidanceLimit) === (tables.size > avoidanceLimit);
  let sameLinks = before !== undefined;
  for (const child of tables.values()) {
    for (const relationship of relationshipsFor(child)) {
      const parent = tables.get(relationship.parent);
      if (parent === undefined) continue;
      const old = before?.edges.get(relationship.id);
      const stays = old !== undefined && old.relationship === relationship && old.childBox === child && old.parentBox === parent
        && sameAvoidance && (old.corridor === undefined || !changed.some((rect) => overlaps(rect, old.corridor ?? rect)));
      const edge = stays ? old : buildEdge(relationship, child, parent, cards);
      edges.set(edge.id, edge);
      if (old?.relationship !== relationship) sameLinks = false;
    }
  }
  const edgesOf = before !== undefined && sameLinks && before.edges.size === edges.size ? before.edgesOf : linksOf(edges);
  const groups = groupAreas(input, tables, before, measure);
  const bounds = boundsOf([...tables.values(), ...enums.values(), ...notes.values(), ...groups.values()]) ?? { x: -200, y: -120, width: 400, height: 240 };
  return { input, measure, tables, enums, notes, groups, edges, edgesOf, bounds };
}

/** The cards that edges go around; undefined in large diagrams. */
export function cardsToAvoid(tables: ReadonlyMap<Id, TableBox>): readonly TableBox[] | undefined {
  return tables.size > avoidanceLimit ? undefined : [...tables.values()];
}

/** Where cards were or are that changed: what edges nearby must take into account anew. */
function changedCards(before: ReadonlyMap<Id, TableBox>, after: ReadonlyMap<Id, TableBox>): readonly Rect[] {
  const changed: Rect[] = [];
  for (const [id, box] of after) {
    const old = before.get(id);
    if (old === box) continue;
    changed.push(box);
    if (old !== undefined) changed.push(old);
  }
  for (const [id, old] of before) if (!after.has(id)) changed.push(old);
  return changed;
}

function linksOf(edges: ReadonlyMap<Id, SceneEdge>): ReadonlyMap<Id, readonly Id[]> {
  const links = new Map<Id, Id[]>();
  const link = (table: Id, edge: Id) => { const list = links.get(table); if (list === undefined) links.set(table, [edge]); else list.push(edge); };
  for (const { id, relationship: { child, parent } } of edges.values()) {
    link(child, id);
    if (parent !== child) link(parent, id);
  }
  return links;
}

const origin: DiagramPoint = { x: 0, y: 0 };
const none: readonly never[] = [];

function sameStyle(a: DiagramInput, b: DiagramInput): boolean {
  return (a.detail ?? "all") === (b.detail ?? "all") && a.typeText === b.typeText;
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

const relationshipCache = new WeakMap<Table, readonly Relationship[]>();

/** Per table and kept, so that an edge can be recognised by its relationship's identity. */
function relationshipsFor(box: TableBox): readonly Relationship[] {
  if (box.ghost) return none;
  const { table } = box.content;
  const known = relationshipCache.get(table);
  if (known !== undefined) return known;
  const fresh = relationshipsOf(table);
  relationshipCache.set(table, fresh);
  return fresh;
}

function noteBox(note: DiagramNote, old: NoteBox | undefined, input: DiagramInput, measure: MeasureText): NoteBox {
  const content = old?.content.note === note ? old.content : layOutNote(note, measure);
  const { x, y } = input.positions.get(note.id) ?? note.at;
  return old !== undefined && old.content === content && old.x === x && old.y === y
    ? old : { kind: "note", id: note.id, content, x, y, width: content.width, height: content.height };
}

/** The areas of the input's groups around their tables. */
export function groupAreas(input: DiagramInput, tables: ReadonlyMap<Id, TableBox>, before: Picture | undefined, measure: MeasureText): Map<Id, GroupArea> {
  const members = new Map<Id, TableBox[]>();
  for (const box of tables.values()) {
    const group = box.ghost ? undefined : input.groupOf.get(box.id);
    if (group === undefined) continue;
    const list = members.get(group);
    if (list === undefined) members.set(group, [box]); else list.push(box);
  }
  const areas = new Map<Id, GroupArea>();
  for (const group of input.groups) {
    const boxes = members.get(group.id) ?? [];
    const inner = boundsOf(boxes);
    const at = input.positions.get(group.id);
    // An empty group is drawn only where somebody put it: it has no tables to stand around.
    if (inner === undefined && at === undefined) continue;
    const rect: Rect = inner === undefined
      ? { x: at?.x ?? 0, y: at?.y ?? 0, width: card.minWidth + 2 * groupPad, height: groupTitle + 2 * groupPad + card.header }
      : { x: inner.x - groupPad, y: inner.y - groupTitle - 8, width: inner.width + 2 * groupPad, height: inner.height + groupTitle + 8 + groupPad };
    const old = before?.groups.get(group.id);
    const ids = boxes.map((box) => box.id);
    areas.set(group.id, old !== undefined && old.group === group && old.x === rect.x && old.y === rect.y && old.width === rect.width
      && old.height === rect.height && sameList(old.tables, ids) ? old
      : { ...rect, id: group.id, group, title: ellipsis(oneLine(group.name), fonts.group, rect.width - 2 * groupPad, measure), tables: ids });
  }
  return areas;
}
