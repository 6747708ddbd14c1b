import fc from "fast-check";
import type { AccessPattern, ColumnType } from "../../../model";
import { entities, type ColumnSpec, type Entities, type EntitySpec } from "../../../targets/native/testing/entities";

const types: readonly ColumnType[] = [
  { kind: "text" }, { kind: "string", length: 40 }, { kind: "int32" }, { kind: "int64" }, { kind: "float64" }, { kind: "boolean" }, { kind: "timestamptz" }, { kind: "decimal", precision: 10, scale: 2 }, { kind: "json" },
  { kind: "array", of: { kind: "text" } },
];

/** What becomes of a column in the second version. */
type Fate = "stays" | "goes" | "is renamed" | "changes type" | "changes null";

interface Drawn {
  readonly name: string;
  readonly type: number;
  readonly next: number;
  readonly nullable: boolean;
  readonly fate: Fate;
}

const column = fc.record({ name: fc.constantFrom("a", "b", "c", "title", "total", "made_at"), type: fc.nat(types.length - 1), next: fc.nat(types.length - 1), nullable: fc.boolean(), fate: fc.constantFrom<Fate>("stays", "stays", "goes", "is renamed", "changes type", "changes null") });
const table = fc.record({ columns: fc.uniqueArray(column, { maxLength: 4, selector: ({ name }) => name }), parent: fc.option(fc.nat(2), { nil: undefined }), perParent: fc.constantFrom(undefined, 5, 50_000), together: fc.boolean(), fate: fc.constantFrom("stays", "stays", "stays", "goes", "comes"), unique: fc.boolean() });

/** Two versions of a small random design, the second made of the first by renames, drops, other types, and tables that come and go. */
export const randomVersions: fc.Arbitrary<readonly [Entities, Entities]> = fc.array(table, { minLength: 1, maxLength: 3 }).map((tables) => {
  const version = (second: boolean): Entities => {
    const there = (i: number): boolean => { const fate = tables[i]?.fate; return fate !== undefined && (second ? fate !== "goes" : fate !== "comes"); };
    const specs: Record<string, EntitySpec> = {};
    const patterns: AccessPattern[] = [];
    for (const [i, { columns, parent, perParent, together, unique }] of tables.entries()) {
      if (!there(i)) continue;
      const name = `t${i}`;
      // Only earlier tables are parents, so that nothing leads in a circle.
      const owner = parent !== undefined && parent < i && there(parent) ? `t${parent}` : undefined;
      const held = Object.fromEntries(columns.flatMap((drawn): [string, ColumnSpec][] => columnOf(name, drawn, second)));
      specs[name] = { columns: { id: { type: { kind: "uuid" } }, ...(owner === undefined ? {} : { [`${owner}_id`]: { type: { kind: "uuid" }, references: [owner, "cascade"] } }), ...held }, ...(unique && owner !== undefined ? { uniques: [[`${owner}_id`]] } : {}), ...(perParent === undefined ? {} : { load: { perParent } }) };
      const [first] = Object.keys(held);
      if (first !== undefined) patterns.push({ id: `p${i}`, name: `List ${name}`, operation: "list", tableId: name, equality: [idOf(specs, name, first)], sort: [{ column: `${name}.id`, order: "desc" }], items: 10 });
      if (owner !== undefined && together) patterns.push({ id: `j${i}`, name: `${owner} with ${name}`, operation: "get", tableId: owner, equality: [`${owner}.id`], joins: [name], rate: 10 });
    }
    return entities(specs, {}, patterns.filter(({ id }) => !(id.startsWith("p") && tables[Number(id.slice(1))]?.together === true)));
  };
  return [version(false), version(true)];
});

function columnOf(table: string, { name, type, next, nullable, fate }: Drawn, second: boolean): [string, ColumnSpec][] {
  const spec = (which: number, null_: boolean): ColumnSpec => ({ type: types[which] ?? { kind: "text" }, ...(null_ ? { nullable: true as const } : {}) });
  if (!second || fate === "stays") return [[name, spec(type, nullable)]];
  switch (fate) {
    case "goes": return [];
    case "is renamed": return [[`new_${name}`, { ...spec(type, nullable), was: `${table}.${name}` }]];
    case "changes type": return [[name, spec(next, nullable)]];
    case "changes null": return [[name, spec(type, !nullable)]];
  }
}

function idOf(specs: Readonly<Record<string, EntitySpec>>, table: string, name: string): string {
  return specs[table]?.columns[name]?.was ?? `${table}.${name}`;
}
