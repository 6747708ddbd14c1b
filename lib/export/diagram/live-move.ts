import type { Id } from "../../model";
import type { EnumBox, NoteBox, TableBox } from "./boxes";
import { buildEdge, type SceneEdge } from "./edge";
import type { DiagramPoint } from "./input";
import { cardsToAvoid, groupAreas, type Picture, type Scene } from "./scene";

/** What a drag moves, drawn on a layer above the scene, and what the scene below must leave out meanwhile. */
export interface LiveMove {
  readonly picture: Picture;
  /** Cards and groups that the layer draws. */
  readonly hidden: ReadonlySet<Id>;
  /** Groups of which the layer draws the outline only. */
  readonly outlined: ReadonlySet<Id>;
}

/** The cards at their live positions with their edges and their groups' areas. Costs what is moved, not what the scene holds. */
export function liveMove(scene: Scene, moves: ReadonlyMap<Id, DiagramPoint>): LiveMove {
  const tables = new Map<Id, TableBox>(), enums = new Map<Id, EnumBox>(), notes = new Map<Id, NoteBox>(), edges = new Map<Id, SceneEdge>();
  const moving = new Set<Id>();
  for (const [id, { x, y }] of moves) {
    const table = scene.tables.get(id), enumBox = scene.enums.get(id), note = scene.notes.get(id);
    if (table !== undefined) {
      tables.set(id, { ...table, x, y });
      const group = scene.input.groupOf.get(id);
      if (group !== undefined) moving.add(group);
    }
    if (enumBox !== undefined) enums.set(id, { ...enumBox, x, y });
    if (note !== undefined) notes.set(id, { ...note, x, y });
  }
  // As at rest, edges go around cards; a large selection in motion does without.
  const cards = tables.size > 24 ? undefined : cardsToAvoid(scene.tables)?.map((box) => tables.get(box.id) ?? box);
  for (const id of tables.keys()) {
    for (const edgeId of scene.edgesOf.get(id) ?? []) {
      const edge = scene.edges.get(edgeId);
      if (edge === undefined || edges.has(edgeId)) continue;
      const child = tables.get(edge.childBox.id) ?? edge.childBox, parent = tables.get(edge.parentBox.id) ?? edge.parentBox;
      edges.set(edgeId, buildEdge(edge.relationship, child, parent, cards));
    }
  }
  const members = new Map<Id, TableBox>();
  for (const group of moving) {
    for (const id of scene.groups.get(group)?.tables ?? []) {
      const box = tables.get(id) ?? scene.tables.get(id);
      if (box !== undefined) members.set(id, box);
    }
  }
  const input = { ...scene.input, groups: scene.input.groups.filter((group) => moving.has(group.id)) };
  const groups = groupAreas(input, members, undefined, scene.measure);
  for (const [id, at] of moves) {
    const area = scene.groups.get(id);
    if (area !== undefined && area.tables.length === 0) groups.set(id, { ...area, ...at });
  }
  // A group that moves as a whole is lifted with its tables; of one that only stretches, the layer shows the new outline.
  const lifted = [...groups.values()].filter((area) => area.tables.every((id) => tables.has(id))).map((area) => area.id);
  const outlined = new Set([...groups.keys()].filter((id) => !lifted.includes(id)));
  return { picture: { measure: scene.measure, tables, enums, notes, groups, edges }, hidden: new Set([...moves.keys(), ...lifted]), outlined };
}
