import type { Column, Diagnostic, ForeignKey, Id, JsonObject, Table } from "../../model";
import { checkRules, type ColumnExpression } from "./checks";
import type { Fill, MongoField } from "./model";
import { embeddedName } from "../native/naming";
import { Names } from "./names";
import type { Placement } from "./placement";
import type { Situation } from "../native/situation";
import { bsonOf, fillOf, mongoLoss } from "./types";

/** Where a column's values are found. */
export interface Located {
  /** Of the collection's table. */
  readonly collection: Id;
  readonly path: string;
  /** The array it lies in, if any. */
  readonly array: string | undefined;
}

/** How a collection's documents are identified. */
export type KeyKind = "column" | "object-id" | "embedded-key";

/** Makes the fields of one collection, its embedded documents with them, and remembers where every column went. */
export class FieldBuilder {
  readonly located = new Map<Id, Located>();
  readonly expressions: JsonObject[] = [];
  readonly tables: Id[] = [];
  constructor(private readonly situation: Situation, private readonly placement: ReadonlyMap<Id, Placement>, private readonly copies: ReadonlyMap<Id, readonly Column[]>, private readonly diagnostics: Diagnostic[]) {}

  /** Fields of the documents of a table's own collection. `meta`: columns that lie in a time series' meta field. */
  collection(table: Table, key: KeyKind, meta: readonly Id[]): readonly MongoField[] {
    const at: Context = { collection: table.id, prefix: "", array: undefined };
    const names = new Names(this.diagnostics, ["_id", ...(meta.length > 0 ? ["meta"] : [])]);
    const primary = table.primaryKey?.columns ?? [];
    const inId = key === "object-id" ? [] : primary;
    const rest = table.columns.filter(({ id }) => !inId.includes(id) && !meta.includes(id));
    const whole = key === "column" ? table.columns.find(({ id }) => id === primary[0]) : undefined;
    const rules = checkRules(table, this.diagnostics);
    const of = (columns: readonly Column[], context: Context, named: Names): MongoField[] => columns.map((column) => this.value(table, column, named.field(column.name, column.id), rules.keywords, context));
    const part = (ids: readonly Id[], name: string): MongoField => group(`${table.id}:${name}`, name, table.id, of(table.columns.filter(({ id }) => ids.includes(id)).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)), { ...at, prefix: `${name}.` }, new Names(this.diagnostics)));
    const id: MongoField = whole !== undefined ? { ...this.value(table, whole, "_id", rules.keywords, at), required: true, nullable: false }
      : key === "embedded-key" ? part(inId, "_id")
        : { id: `${table.id}:_id`, name: "_id", column: null, table: table.id, bson: ["objectId"], nullable: false, required: true, rules: {}, shape: "value", fields: [], through: [], fill: { kind: "empty", value: null } };
    this.tables.push(table.id);
    const fields = [id, ...(meta.length > 0 ? [part(meta, "meta")] : []), ...of(rest, at, names), ...this.further(table, at, names)];
    this.express(rules.expressions, table);
    return fields;
  }

  private further(table: Table, at: Context, names: Names): MongoField[] {
    const children = this.situation.schema.tables.filter((other) => {
      const placement = this.placement.get(other.id);
      return placement?.kind === "embedded" && placement.parent.id === table.id;
    });
    return [...children.map((child) => this.embedded(child, table, at, names)), ...table.foreignKeys.flatMap((key) => this.copy(table, key, names))];
  }

  private embedded(table: Table, parent: Table, at: Context, names: Names): MongoField {
    const placement = this.placement.get(table.id);
    if (placement?.kind !== "embedded") throw new Error(`${table.name} is not embedded`);
    const name = names.field(embeddedName(table.name, parent.name), table.id);
    const path = `${at.prefix}${name}`;
    const inner: Context = { collection: at.collection, prefix: `${path}.`, array: placement.one ? at.array : at.array ?? path };
    for (const [i, column] of placement.key.columns.entries()) {
      const referenced = placement.key.referencedColumns[i];
      const found = referenced === undefined ? undefined : this.located.get(referenced);
      if (found !== undefined) this.located.set(column, found);
    }
    const own = new Names(this.diagnostics);
    const rules = checkRules(table, this.diagnostics);
    this.tables.push(table.id);
    const fields = table.columns.filter(({ id }) => !placement.key.columns.includes(id)).map((column) => this.value(table, column, own.field(column.name, column.id), rules.keywords, inner));
    if (inner.array === undefined) this.express(rules.expressions, table);
    else for (const { check } of rules.expressions) this.diagnostics.push({ code: "mongodb-check-lost", severity: "warning", message: `A check of ${table.name} compares fields within an array, which a validator cannot say. Keep it in the application.`, place: { objectId: check } });
    return {
      id: `embed:${table.id}`, name, column: null, table: table.id, bson: placement.one ? ["object"] : ["array"], nullable: placement.one, required: !placement.one,
      rules: placement.one ? {} : { maxItems: placement.max }, shape: placement.one ? "one" : "many", fields: [...fields, ...this.further(table, inner, own)],
      through: pairs(placement.key), fill: { kind: "value", value: placement.one ? null : [] },
    };
  }

  private copy(table: Table, key: ForeignKey, names: Names): MongoField[] {
    const copied = this.copies.get(key.id);
    const first = this.situation.column(key.columns[0]);
    if (copied === undefined || first === undefined) return [];
    const base = first.name.replace(/_?id$/i, "");
    const own = new Names(this.diagnostics);
    const fields = copied.map((column): MongoField => ({
      ...bsonOf(column.type, this.situation.schema), id: `copy:${key.id}:${column.id}`, name: own.field(column.name, column.id), column: null, table: key.referencedTable, nullable: column.nullable, required: false,
      shape: "value", fields: [], through: [], fill: fillOf(column, this.situation.schema),
    }));
    const name = names.field(base === "" || base === first.name ? `${first.name}_copy` : base, key.id);
    return [{ ...group(`copy:${key.id}`, name, table.id, fields), required: false, through: pairs(key) }];
  }

  private value(table: Table, column: Column, name: string, keywords: ReadonlyMap<Id, JsonObject>, at: Context): MongoField {
    this.located.set(column.id, { collection: at.collection, path: `${at.prefix}${name}`, array: at.array });
    const { bson, rules } = bsonOf(column.type, this.situation.schema);
    const checked = keywords.get(column.id);
    const loss = mongoLoss(column.type);
    const place = { objectId: column.id };
    if (loss !== undefined) this.diagnostics.push({ code: "mongodb-type-loss", severity: "info", message: `${table.name}.${column.name}: ${loss}.`, place });
    if (column.type.kind === "array" && checked?.["maxItems"] === undefined) this.diagnostics.push({ code: "mongodb-array-assumed", severity: "info", message: `${table.name}.${column.name} holds at most 1,000 items: add a check such as cardinality(${column.name}) <= 50 to say another number.`, place });
    if (column.generated !== undefined) this.diagnostics.push({ code: "mongodb-generated-lost", severity: "warning", message: `${table.name}.${column.name} is computed in SQL; MongoDB keeps what the application writes.`, place });
    if (column.identity !== undefined) this.diagnostics.push({ code: "mongodb-identity-lost", severity: "warning", message: `${table.name}.${column.name} is not numbered by MongoDB: the application takes numbers from a counter document, or uses ObjectIds.`, place });
    if (column.default !== undefined) this.diagnostics.push({ code: "mongodb-default-lost", severity: "info", message: `${table.name}.${column.name}: MongoDB sets no defaults; the application writes ${column.default}.`, place });
    return { id: column.id, name, column: column.id, table: table.id, bson, nullable: column.nullable, required: !column.nullable, rules: joined(rules, checked ?? {}), shape: "value", fields: [], through: [], fill: fillOf(column, this.situation.schema) };
  }

  private express(expressions: readonly ColumnExpression[], table: Table): void {
    for (const { check, columns, build } of expressions) {
      if (columns.every((id) => this.located.get(id)?.array === undefined && this.located.has(id))) this.expressions.push(build((id) => `$${this.located.get(id)?.path ?? ""}`));
      else this.diagnostics.push({ code: "mongodb-check-lost", severity: "warning", message: `A check of ${table.name} cannot be said in its documents.`, place: { objectId: check } });
    }
  }
}

interface Context {
  readonly collection: Id;
  readonly prefix: string;
  readonly array: string | undefined;
}

function group(id: Id, name: string, table: Id, fields: readonly MongoField[]): MongoField {
  const fill: Fill = { kind: "empty", value: {} };
  return { id, name, column: null, table, bson: ["object"], nullable: false, required: true, rules: {}, shape: "one", fields, through: [], fill };
}

function pairs(key: ForeignKey): MongoField["through"] {
  return key.columns.map((column, i) => ({ column, refers: key.referencedColumns[i] ?? column }));
}

/** The keywords of the type and of checks: an enum within an enum is the smaller one, a bound the tighter. */
function joined(type: JsonObject, checks: JsonObject): JsonObject {
  const entries = Object.entries(checks).map(([key, value]) => {
    const mine = type[key];
    if (key === "enum" && Array.isArray(mine) && Array.isArray(value)) return [key, mine.filter((item) => value.includes(item))] as const;
    if (key === "maxItems") return [key, value] as const;
    if (typeof mine === "number" && typeof value === "number") return [key, key.startsWith("min") ? Math.max(mine, value) : Math.min(mine, value)] as const;
    return [key, value] as const;
  });
  return { ...type, ...Object.fromEntries(entries) };
}
