import fc from "fast-check";
import type { Check, Column, ColumnType, EnumType, ForeignKey, Index, Schema, Table } from "../../model";
import type { Target } from "../../targets/target";

/**
 * Random schemas for planning: records are slots (ids) that may carry different names in different schemas, so two
 * of them differ by adds, drops, renames, swaps of names and alterations at once.
 */
export function randomSchema(target: Target): fc.Arbitrary<Schema> {
  const enums = fc.subarray(["mood", "size"]).chain((names) => fc.tuple(...names.map((name) => enumType(name))));
  const tables = names(["users", "orders", "items", "Tags", "order lines", "select"], 4)
    .chain((slots) => fc.tuple(...slots.map(([slot, name]) => table(slot, name, target))));
  return fc.tuple(enums, tables).map(([types, found]) => connect(types, found, target));
}

/** Slots of a pool with distinct names. */
function names(pool: readonly string[], most: number): fc.Arbitrary<(readonly [number, string])[]> {
  return fc.tuple(fc.subarray([0, 1, 2, 3, 4].slice(0, most), { minLength: 0 }), fc.shuffledSubarray([...pool], { minLength: pool.length }))
    .map(([slots, shuffled]) => slots.flatMap((slot, i) => (shuffled[i] === undefined ? [] : [[slot, shuffled[i]] as const])));
}

function enumType(name: string): fc.Arbitrary<EnumType> {
  return fc.shuffledSubarray(["a", "b", "c", "it's"], { minLength: 1 }).map((values) => ({ id: `enum ${name}`, name, values }));
}

interface Draft {
  readonly table: Table;
  readonly links: readonly { readonly column: number; readonly to: number }[];
  readonly enumColumn: boolean;
}

function table(slot: number, name: string, target: Target): fc.Arbitrary<Draft> {
  return fc.record({
    columns: names(["name", "status", "total", "Created At", "user"], 5).chain((slots) => fc.tuple(...slots.map(([i, text]) => column(`t${slot}c${i}`, text, target)))),
    key: fc.boolean(),
    unique: fc.boolean(),
    check: fc.integer({ min: 0, max: 2 }),
    index: fc.integer({ min: 0, max: 3 }),
    links: fc.array(fc.record({ column: fc.integer({ min: 0, max: 1 }), to: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
    enumColumn: fc.boolean(),
    comment: fc.option(fc.constantFrom("A table", "It's"), { nil: undefined }),
  }).map(({ columns, key, unique, check, index, links, enumColumn, comment }) => {
    const id: Column = { id: `t${slot}id`, name: "id", type: { kind: "int64" }, nullable: false };
    const all = [id, ...columns];
    const [first] = columns;
    const numeric = columns.find((candidate) => candidate.type.kind === "int32" || candidate.type.kind === "int64");
    const checks: Check[] = numeric === undefined || check === 0 ? [] : [{ id: `t${slot}k`, name: `k${slot}`, expression: `${target.quote(numeric.name)} ${check === 1 ? ">" : ">="} 0` }];
    const indexes: Index[] = first === undefined || index === 0 ? [] : [{
      id: `t${slot}i`, name: `i${slot}`, unique: index === 2, parts: [{ column: first.id }, ...(index === 3 ? [{ column: "t" + slot + "id", order: "desc" as const }] : [])],
      ...(index === 3 && target.capabilities.partialIndexes ? { where: `${target.quote("id")} > 10` } : {}),
    }];
    return {
      links, enumColumn,
      table: {
        id: `t${slot}`, name, columns: all, uniques: unique && first !== undefined ? [{ id: `t${slot}u`, name: `u${slot}`, columns: [first.id] }] : [],
        foreignKeys: [], checks, indexes, options: {},
        ...(key ? { primaryKey: { id: `t${slot}p`, name: `p${slot}`, columns: [id.id] } } : {}),
        ...(comment !== undefined && target.capabilities.comments ? { comment } : {}),
      },
    };
  });
}

const kinds: readonly { readonly type: ColumnType; readonly default: string }[] = [
  { type: { kind: "int32" }, default: "1" },
  { type: { kind: "int64" }, default: "7" },
  { type: { kind: "text" }, default: "'x'" },
  { type: { kind: "string", length: 40 }, default: "'y'" },
  { type: { kind: "decimal", precision: 8, scale: 2 }, default: "0" },
];

function column(id: string, name: string, target: Target): fc.Arbitrary<Column> {
  // Any column may be indexed.
  const possible = kinds.filter(({ type }) => target.capabilities.unkeyedTypes?.includes(type.kind) !== true);
  return fc.record({ kind: fc.constantFrom(...possible), nullable: fc.boolean(), withDefault: fc.boolean(), comment: fc.boolean() })
    .map(({ kind, nullable, withDefault, comment }) => ({
      id, name, type: kind.type, nullable, ...(withDefault ? { default: kind.default } : {}),
      ...(comment && target.capabilities.comments ? { comment: "What it is" } : {}),
    }));
}

/** Adds what speaks of other records: foreign keys to keyed tables, columns of an enum. */
function connect(types: readonly EnumType[], drafts: readonly Draft[], target: Target): Schema {
  const [type] = types;
  const tables = drafts.map(({ table: draft, links, enumColumn }): Table => {
    const columns = [...draft.columns];
    const foreignKeys: ForeignKey[] = [];
    const usesType = enumColumn && type !== undefined;
    if (usesType) columns.push({ id: `${draft.id}e`, name: "kind", type: { kind: "enum", enumId: type.id }, nullable: true, default: target.literal(type.values[0] ?? "") });
    for (const { column: slot, to } of links) {
      const parent = drafts.find((other) => other.table.id === `t${to}` && other.table.primaryKey !== undefined);
      const id = `${draft.id}f${slot}`;
      if (parent === undefined || columns.some((candidate) => candidate.id === id)) continue;
      columns.push({ id, name: `link${slot}`, type: { kind: "int64" }, nullable: true });
      foreignKeys.push({
        id: `${id}key`, name: `f_${draft.id}_${slot}`, columns: [id], referencedTable: parent.table.id, referencedColumns: [parent.table.columns[0]?.id ?? ""],
        onDelete: slot === 0 ? "cascade" : "no action", onUpdate: "no action",
      });
    }
    return { ...draft, columns, foreignKeys };
  });
  return { tables, enums: types, objects: [] };
}
