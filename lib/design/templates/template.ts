import { address, type AccessPattern, type Column, type ColumnType, type Id, type PatternOperation, type ReferentialAction, type Schema, type Table, type TableLoad, type TechnologyId } from "../../model";
import { convertSchema } from "../../targets/conversion";
import { findTarget } from "../../targets/registry";
import type { Target } from "../../targets/target";
import type { Entries, Point } from "../design";
import { checkName, foreignKeyName, indexName, primaryKeyName, uniqueName } from "../names";
import { cardSizes } from "../place-tables";
import { readQueries } from "../read-query";
import { toEntries } from "../to-entries";

/** A worked design to start from. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Names of its tables, for the card. */
  readonly tables: readonly string[];
  /** The whole design in a target's language, without name and target. */
  build(target: Target): Entries;
}

export interface ColumnSpec {
  readonly type: ColumnType | { readonly kind: "enum name"; readonly name: string };
  readonly nullable?: boolean;
  readonly default?: string;
  readonly comment?: string;
  readonly identity?: boolean;
  readonly unique?: boolean;
  readonly references?: { readonly table: string; readonly onDelete: ReferentialAction };
}

export interface TableSpec {
  readonly name: string;
  readonly comment: string;
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Absent: the column `id`. */
  readonly primaryKey?: readonly string[];
  readonly uniques?: readonly (readonly string[])[];
  /** Composite foreign keys; single ones stand with their column. */
  readonly foreignKeys?: readonly { readonly columns: readonly string[]; readonly table: string; readonly referenced: readonly string[]; readonly onDelete: ReferentialAction }[];
  readonly checks?: readonly string[];
  readonly indexes?: readonly { readonly columns: readonly string[]; readonly where?: string; readonly unique?: boolean }[];
}

export interface TemplateSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Why the technology fits, for the design document. */
  readonly rationale: string;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** Areas from left to right; each stacks its tables in columns. */
  readonly groups: readonly { readonly name: string; readonly color: number; readonly stacks: readonly (readonly TableSpec[])[] }[];
  readonly note?: string;
  readonly patterns: readonly {
    readonly name: string; readonly operation: PatternOperation; readonly table: string; readonly query: string; readonly performance: string; readonly rate: number;
    /** What the query does not say; keys, range, sort and limit are read off it. */
    readonly more?: Pick<AccessPattern, "rateInYear" | "items" | "p99" | "consistency" | "weight" | "atomicWith" | "ordering" | "scope">;
  }[];
  /** What is expected of tables, by name. */
  readonly loads: Readonly<Record<string, TableLoad>>;
}

const gap = { tables: 56, stacks: 100, groups: 160 };

/** Makes a template of a description. Written once, in PostgreSQL's language; other targets get it converted. */
export function defineTemplate(spec: TemplateSpec): Template {
  const specs = spec.groups.flatMap((group) => group.stacks.flat());
  return {
    id: spec.id, title: spec.title, description: spec.description, tables: specs.map((table) => table.name),
    build(target) {
      const written = findTarget("postgresql");
      if (written === undefined) throw new Error("Templates are written for PostgreSQL");
      const original = schemaOf(spec, specs);
      const schema = convertSchema(original, written, target, target.versions[0]?.id ?? "").schema;
      const { positions, groupOf } = layoutOf(spec, schema, target.id);
      const groups = spec.groups.map((group) => ({ id: `group-${group.name}`, name: group.name, color: group.color }));
      const notes = spec.note === undefined ? [] : [{ id: "note", text: spec.note, at: { x: 0, y: -200 }, width: 320, color: 2 }];
      const patterns = spec.patterns.map(({ name, operation, table, query, performance, rate, more }, i): AccessPattern => {
        const read: Partial<AccessPattern> = readQueries(query, original).read[0]?.draft ?? {};
        return {
          ...read, ...more,
          id: `pattern-${i + 1}`, name, operation, tableId: table, query: target.spellings?.query?.(query) ?? query, expectedPerformance: performance, rate, adHoc: false,
          ...(read.joins === undefined && read.tableId === table ? {} : { joins: [...read.joins ?? [], ...(read.tableId === undefined ? [] : [read.tableId])].filter((id) => id !== table) }),
        };
      });
      return toEntries(schema, { positions, groupOf, groups, notes }, { rationale: spec.rationale }, patterns, { loads: new Map(Object.entries(spec.loads)) });
    },
  };
}

function schemaOf(spec: TemplateSpec, specs: readonly TableSpec[]): Schema {
  const enums = Object.entries(spec.enums).map(([name, values]) => ({ id: `enum-${name}`, name, values }));
  const tables: Table[] = [];
  for (const table of specs) tables.push(tableOf(table, { tables, enums, objects: [] }));
  return { tables, enums, objects: [] };
}

/** Ids are names: a template is one document of its own, so they need only be unique in it. */
const columnId = (table: string, column: string): Id => `${table}.${column}`;

function tableOf(spec: TableSpec, schema: Schema): Table {
  const columns = Object.entries(spec.columns).map(([name, column]): Column => ({
    id: columnId(spec.name, name), name, type: column.type.kind === "enum name" ? { kind: "enum", enumId: `enum-${column.type.name}` } : column.type, nullable: column.nullable ?? false,
    ...(column.default === undefined ? {} : { default: column.default }), ...(column.identity === true ? { identity: { mode: "by default" } } : {}),
    ...(column.comment === undefined ? {} : { comment: column.comment }),
  }));
  const ids = (names: readonly string[]): readonly Id[] => names.map((name) => columnId(spec.name, name));
  const bare: Table = { id: spec.name, name: spec.name, comment: spec.comment, columns, uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };
  const keys = [...Object.entries(spec.columns).flatMap(([name, column]) => (column.unique === true ? [[name]] : [])), ...(spec.uniques ?? [])];
  const uniques = keys.map((key) => ({ id: `${spec.name}.unique.${key.join(".")}`, name: uniqueName(bare, ids(key), schema), columns: ids(key) }));
  const references = [
    ...Object.entries(spec.columns).flatMap(([name, { references: to }]) => (to === undefined ? [] : [{ columns: [name], table: to.table, referenced: ["id"], onDelete: to.onDelete }])),
    ...(spec.foreignKeys ?? []),
  ];
  const foreignKeys = references.map((key) => ({
    id: `${spec.name}.fk.${key.columns.join(".")}`, name: foreignKeyName(bare, ids(key.columns), schema), columns: ids(key.columns),
    referencedTable: key.table, referencedColumns: key.referenced.map((name) => columnId(key.table, name)), onDelete: key.onDelete, onUpdate: "no action" as const,
  }));
  const checks: Table["checks"][number][] = [];
  for (const [i, expression] of (spec.checks ?? []).entries()) checks.push({ id: `${spec.name}.check.${i + 1}`, name: checkName({ ...bare, checks }, expression, schema), expression });
  const indexes = (spec.indexes ?? []).map((index) => {
    const parts = index.columns.map((part) => {
      const [name = part, order] = part.split(" ");
      return { column: columnId(spec.name, name), ...(order === "desc" ? { order: "desc" as const } : {}) };
    });
    return { id: `${spec.name}.index.${index.columns.join(".")}`, name: indexName(bare, parts, schema), unique: index.unique ?? false, parts, ...(index.where === undefined ? {} : { where: index.where }) };
  });
  return { ...bare, uniques, foreignKeys, checks, indexes, primaryKey: { id: `${spec.name}.pk`, name: primaryKeyName(bare, schema), columns: ids(spec.primaryKey ?? ["id"]) } };
}

/** Groups from left to right, their stacks side by side, tables below each other. */
function layoutOf(spec: TemplateSpec, schema: Schema, target: TechnologyId): { readonly positions: ReadonlyMap<Id, Point>; readonly groupOf: ReadonlyMap<Id, Id> } {
  const positions = new Map<Id, Point>();
  const groupOf = new Map<Id, Id>();
  const sizeOf = cardSizes(schema, target);
  let x = 0;
  for (const group of spec.groups) {
    for (const stack of group.stacks) {
      let y = 0, width = 0;
      for (const { name } of stack) {
        const table = schema.tables.find((each) => each.id === name);
        if (table === undefined) throw new Error(`Conversion lost ${address.table({ name })}`);
        positions.set(name, { x, y });
        groupOf.set(name, `group-${group.name}`);
        y += sizeOf(table).height + gap.tables;
        width = Math.max(width, sizeOf(table).width);
      }
      x += width + gap.stacks;
    }
    x += gap.groups - gap.stacks;
  }
  return { positions, groupOf };
}
