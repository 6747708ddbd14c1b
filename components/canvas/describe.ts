import type { EnumBox, Scene, TableBox } from "@/lib/export/diagram";
import type { CardRow } from "@/lib/export/diagram";
import { counted } from "@/lib/model";

/** How a screen reader hears a table: "orders, 7 columns, references customers and 2 more, in group Sales". */
export function describeTable(scene: Scene, box: TableBox): string {
  const { table, fullTitle } = box.content;
  const edges = (scene.edgesOf.get(box.id) ?? []).flatMap((id) => scene.edges.get(id)?.relationship ?? []);
  const out = edges.filter((r) => r.child === box.id).length, into = edges.filter((r) => r.parent === box.id).length;
  const group = scene.input.groups.find((g) => g.id === scene.input.groupOf.get(box.id));
  const mark = box.ghost ? "removed" : scene.input.marks?.of.get(box.id);
  return [
    fullTitle, counted(table.columns.length, "column"), counted(out, "reference"),
    ...(into > 0 ? [`referenced ${counted(into, "time")}`] : []),
    ...(group === undefined ? [] : [`in group ${group.name}`]),
    ...(mark === undefined ? [] : [mark]),
  ].join(", ");
}

/** How a screen reader hears an enum. */
export function describeEnum(box: EnumBox): string {
  return `${box.content.fullTitle}, enum, ${counted(box.content.type.values.length, "value")}`;
}

/** A row in full, for the tooltip: name, type and what its letters mean. */
export function describeRow(row: CardRow): string {
  const marks = [
    row.primaryKey ? "primary key" : "", row.foreignKey ? "foreign key" : "", row.unique ? "unique" : "",
    row.column.nullable ? "" : "not null", row.indexed ? "indexed" : "",
  ].filter((mark) => mark !== "");
  const head = `${row.fullName} ${row.fullType}`;
  return [marks.length === 0 ? head : `${head} (${marks.join(", ")})`, ...(row.column.comment === undefined ? [] : [row.column.comment])].join("\n");
}
