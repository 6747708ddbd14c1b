import { qualified, type Id, type Schema } from "@/lib/model";

export interface Jump {
  readonly id: Id;
  readonly kind: "table" | "column" | "enum" | "object";
  /** `orders`, `orders.status`. */
  readonly label: string;
}

/**
 * Tables, columns, enums and further objects whose name fits the text, best first: the name itself, names that begin
 * with it, names that contain it, each shorter ones first. Dots narrow to a table's columns: `orders.st`.
 */
export function searchSchema(schema: Schema, text: string, limit: number): readonly Jump[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return schema.tables.slice(0, limit).map((table) => ({ id: table.id, kind: "table", label: qualified(table.namespace, table.name) }));
  const scored: { readonly jump: Jump; readonly score: number }[] = [];
  const consider = (jump: Jump, name: string, penalty: number) => {
    const lower = name.toLowerCase();
    const at = wanted.includes(".") ? jump.label.toLowerCase().indexOf(wanted) : lower.indexOf(wanted);
    if (at < 0) return;
    scored.push({ jump, score: (lower === wanted ? 0 : at === 0 ? 1 : 2) * 1000 + penalty * 300 + Math.min(name.length, 200) });
  };
  for (const table of schema.tables) {
    const label = qualified(table.namespace, table.name);
    consider({ id: table.id, kind: "table", label }, table.name, 0);
    for (const column of table.columns) consider({ id: column.id, kind: "column", label: `${label}.${column.name}` }, column.name, 2);
  }
  for (const type of schema.enums) consider({ id: type.id, kind: "enum", label: qualified(type.namespace, type.name) }, type.name, 1);
  for (const object of schema.objects) consider({ id: object.id, kind: "object", label: qualified(object.namespace, object.name) }, object.name, 1);
  return scored.toSorted((a, b) => a.score - b.score).slice(0, limit).map(({ jump }) => jump);
}
