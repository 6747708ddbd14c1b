import fc from "fast-check";
import type { Column, ColumnType, EnumType, ForeignKey, Index, Schema, Table } from "../../model";
import type { Capabilities } from "../target";

/** Names that break careless quoting, besides plain ones. */
export const names: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("users", "orders", "id", "Order", "select", "group", "a\"b", "a'b", "a;DROP TABLE x;--", "/*", "*/", "--", "a b", "1", "\\", "\n", "$$", "ü", "表", "😀", "\u202e", "`", "]", "%s", "a.b", "\t"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }).filter((s) => !s.includes("\0") && !/\p{Surrogate}/u.test(s)),
);

const simple = ["uuid", "text", "int16", "int32", "int64", "float32", "float64", "boolean", "date", "interval", "json", "bytes"] as const;

/** Logical types without references; arrays only where the target has them. */
export function scalarTypes(): fc.Arbitrary<ColumnType> {
  const precision = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
  return fc.oneof(
    fc.constantFrom(...simple).map((kind): ColumnType => ({ kind })),
    fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }).map((length): ColumnType => (length === undefined ? { kind: "string" } : { kind: "string", length })),
    fc.integer({ min: 1, max: 40 }).map((length): ColumnType => ({ kind: "char", length })),
    fc.constant<ColumnType>({ kind: "decimal" }),
    fc.integer({ min: 1, max: 30 }).chain((p) => fc.integer({ min: 0, max: p }).map((scale): ColumnType => ({ kind: "decimal", precision: p, scale }))),
    fc.tuple(fc.constantFrom("time", "timestamp", "timestamptz"), precision).map(([kind, p]): ColumnType => (p === undefined ? { kind } : { kind, precision: p })),
  );
}

/** Small schemas of everything the capabilities allow that needs no expression: an engine prints expressions anew. */
export function schemas(capabilities: Capabilities, normal: (type: ColumnType) => ColumnType = (type) => type): fc.Arbitrary<Schema> {
  const fold = (name: string): string => (capabilities.caseInsensitiveNames === true ? name.toLowerCase() : name);
  const possible = capabilities.basicPlaneNames === true ? names.filter((name) => !/[\u{10000}-\u{10ffff}]|\s$/u.test(name)) : names;
  const unique = (count: number): fc.Arbitrary<string[]> => fc.uniqueArray(possible, { minLength: count, maxLength: count, selector: fold });
  return fc.record({ tables: fc.integer({ min: 1, max: 3 }), enums: fc.integer({ min: 0, max: capabilities.enumTypes && capabilities.inlineEnums !== true ? 2 : 0 }) })
    .chain(({ tables, enums }) => fc.tuple(unique(tables + enums + tables * 6), fc.array(fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((s) => !s.includes("\0")), { minLength: 1, maxLength: 4 }), { minLength: enums, maxLength: enums }), fc.array(parts(capabilities, unique, normal), { minLength: tables, maxLength: tables }))
      .map(([all, values, bodies]): Schema => {
        const types = values.map((list, i): EnumType => ({ id: `e${i}`, name: all[tables + i] ?? "", values: list }));
        const built = bodies.map((body, i) => buildTable(i, all[i] ?? "", all.slice(tables + enums + i * 6, tables + enums + i * 6 + 6), body, types, capabilities));
        return { tables: built.map((table, i) => withReference(table, built[(i + 1) % built.length], bodies[i]?.reference === true, all[tables + enums + i * 6 + 5])), enums: types, objects: [] };
      }));
}

interface Body {
  readonly columns: readonly { readonly type: ColumnType; readonly nullable: boolean; readonly isEnum: boolean; readonly comment: string | undefined }[];
  readonly names: readonly string[];
  readonly uniqueKey: boolean;
  readonly index: boolean;
  readonly descending: boolean;
  readonly include: boolean;
  readonly reference: boolean;
  readonly comment: string | undefined;
}

function parts(capabilities: Capabilities, unique: (count: number) => fc.Arbitrary<string[]>, normal: (type: ColumnType) => ColumnType): fc.Arbitrary<Body> {
  const comment = capabilities.comments ? fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((s) => !s.includes("\0") && (capabilities.basicPlaneNames !== true || !/[\u{10000}-\u{10ffff}]/u.test(s))), { nil: undefined }) : fc.constant(undefined);
  return fc.integer({ min: 2, max: 5 }).chain((count) => fc.record({
    columns: fc.array(fc.record({ type: scalarTypes().map(normal), nullable: fc.boolean(), isEnum: fc.boolean(), comment }), { minLength: count, maxLength: count }),
    names: unique(count), uniqueKey: fc.boolean(), index: fc.boolean(), descending: fc.boolean(), include: fc.boolean(), reference: fc.boolean(), comment,
  }));
}

function buildTable(at: number, name: string, members: readonly string[], body: Body, enums: readonly EnumType[], capabilities: Capabilities): Table {
  const columns = body.columns.map((column, i): Column => {
    const [first] = enums;
    const type: ColumnType = i === 0 ? { kind: "int64" } : column.isEnum && first !== undefined ? { kind: "enum", enumId: first.id } : capabilities.arrays && i === 3 ? { kind: "array", of: column.type } : column.type;
    return { id: `t${at}c${i}`, name: body.names[i] ?? "", type, nullable: i === 0 ? false : column.nullable, ...(column.comment === undefined ? {} : { comment: column.comment }) };
  });
  const [key = "", second = ""] = columns.map((c) => c.id);
  const kind = columns[1]?.type.kind;
  const indexable = kind !== "json" && (kind === undefined || capabilities.unkeyedTypes?.includes(kind) !== true);
  const index: Index = {
    id: `t${at}i`, name: members[2] ?? "", unique: false, parts: [{ column: key, ...(body.descending ? { order: "desc" as const } : {}) }],
    ...(body.include && capabilities.includeColumns ? { include: [second] } : {}),
  };
  return {
    id: `t${at}`, name, columns, primaryKey: { id: `t${at}p`, ...(capabilities.namelessPrimaryKeys === true ? {} : { name: members[0] ?? "" }), columns: [key] }, checks: [], foreignKeys: [], options: {},
    uniques: body.uniqueKey && indexable ? [{ id: `t${at}u`, name: members[1] ?? "", columns: [second, key] }] : [],
    indexes: body.index ? [index] : [], ...(body.comment === undefined ? {} : { comment: body.comment }),
  };
}

function withReference(table: Table, other: Table | undefined, wanted: boolean, name: string | undefined): Table {
  const [own] = table.columns;
  const [key] = other?.columns ?? [];
  // A column that references itself says nothing, and MySQL refuses it.
  if (!wanted || own === undefined || other === undefined || key === undefined || own.id === key.id) return table;
  const reference: ForeignKey = { id: `${table.id}f`, ...(name === undefined ? {} : { name }), columns: [own.id], referencedTable: other.id, referencedColumns: [key.id], onDelete: "cascade", onUpdate: "no action" };
  return { ...table, foreignKeys: [reference] };
}
