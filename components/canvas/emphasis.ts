import type { PaintOptions, Scene } from "@/lib/export/diagram";
import type { Id } from "@/lib/model";

type Emphasis = Pick<PaintOptions, "lit" | "litEdges" | "litColumns" | "selected">;

/**
 * What is bright: a selected table with its relations and their tables, a selected relation with its ends,
 * else what the caller highlights. Selecting most of the diagram dims nothing.
 */
export function emphasisOf(scene: Scene, selection: readonly Id[], highlight: ReadonlySet<Id> | undefined): Emphasis {
  const selected = new Set(selection);
  const tables = selection.filter((id) => scene.tables.has(id));
  const litEdges = new Set<Id>(selection.filter((id) => scene.edges.has(id)));
  const litColumns = new Set<Id>();
  const few = tables.length <= Math.max(12, scene.tables.size / 4);
  if (few) for (const id of tables) for (const edge of scene.edgesOf.get(id) ?? []) litEdges.add(edge);
  const lit = new Set<Id>(tables);
  for (const id of litEdges) {
    const edge = scene.edges.get(id);
    if (edge === undefined) continue;
    lit.add(edge.childBox.id).add(edge.parentBox.id);
    for (const column of [...edge.relationship.childColumns, ...edge.relationship.parentColumns]) litColumns.add(column);
  }
  for (const id of selection) if (!scene.tables.has(id) && !scene.edges.has(id)) litColumns.add(id);
  const focus = few && lit.size > 0 ? lit : highlight;
  return { selected, litEdges, litColumns, ...(focus === undefined ? {} : { lit: focus }) };
}
