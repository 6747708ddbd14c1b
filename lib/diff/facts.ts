import type { ChangeKind } from "./change-kind";
import type { Check, Column, ColumnType, Deferral, EnumType, ForeignKey, Id, Index, PrimaryKey, Schema, SchemaObject, Table, UniqueKey } from "../model";
import { typeKey } from "../model";
import type { Fact } from "./fact";
import { Expression, Reference, type Value, type ValueMap } from "./value";

export type SchemaFact = Fact<ChangeKind>;

/** A schema as facts, parents before children: the one place that knows what each kind of record says. */
export function factsOf(schema: Schema): SchemaFact[] {
  const facts: SchemaFact[] = [];
  for (const type of schema.enums) facts.push(enumFact(type));
  for (const table of schema.tables) facts.push(tableFact(table));
  for (const table of schema.tables) for (const column of table.columns) facts.push(columnFact(column, table.id));
  for (const table of schema.tables) {
    if (table.primaryKey !== undefined) facts.push(keyFact("primary key", table.primaryKey, table.id));
    for (const key of table.uniques) facts.push(keyFact("unique", key, table.id));
    for (const check of table.checks) facts.push(checkFact(check, table.id));
    for (const index of table.indexes) facts.push(indexFact(index, table.id));
    for (const key of table.foreignKeys) facts.push(foreignKeyFact(key, table.id));
  }
  for (const object of schema.objects) facts.push(objectFact(object));
  return facts;
}

function enumFact(type: EnumType): SchemaFact {
  return {
    kind: "enum", id: type.id, name: type.name, scope: type.namespace ?? "", parent: undefined, single: false, spoken: true,
    attributes: { values: type.values, comment: type.comment },
  };
}

function tableFact(table: Table): SchemaFact {
  return {
    kind: "table", id: table.id, name: table.name, scope: table.namespace ?? "", parent: undefined, single: false, spoken: true,
    attributes: { comment: table.comment, options: optionsValue(table.options) },
  };
}

function columnFact(column: Column, parent: Id): SchemaFact {
  const { generated, identity } = column;
  return {
    kind: "column", id: column.id, name: column.name, scope: "", parent, single: false, spoken: true,
    attributes: {
      type: typeValue(column.type),
      nullable: column.nullable,
      default: expression(column.default),
      generated: generated === undefined ? undefined : { expression: expression(generated.expression), stored: generated.stored },
      identity: identity === undefined ? undefined : { mode: identity.mode, options: identity.options },
      collation: column.collation,
      comment: column.comment,
      options: optionsValue(column.options),
    },
  };
}

function keyFact(kind: "primary key" | "unique", key: PrimaryKey | UniqueKey, parent: Id): SchemaFact {
  return {
    kind, id: key.id, name: key.name, scope: "", parent, single: kind === "primary key", spoken: false,
    attributes: {
      columns: references(key.columns),
      include: key.include === undefined || key.include.length === 0 ? undefined : references(key.include),
      nullsNotDistinct: "nullsNotDistinct" in key && key.nullsNotDistinct === true ? true : undefined,
      deferral: deferralValue(key.deferral),
      comment: key.comment,
    },
  };
}

function checkFact(check: Check, parent: Id): SchemaFact {
  return {
    kind: "check", id: check.id, name: check.name, scope: "", parent, single: false, spoken: false,
    attributes: {
      expression: expression(check.expression),
      notValid: check.notValid || undefined,
      noInherit: check.noInherit || undefined,
      comment: check.comment,
    },
  };
}

function foreignKeyFact(key: ForeignKey, parent: Id): SchemaFact {
  return {
    kind: "foreign key", id: key.id, name: key.name, scope: "", parent, single: false, spoken: false,
    attributes: {
      columns: references(key.columns),
      referencedTable: new Reference(key.referencedTable),
      referencedColumns: references(key.referencedColumns),
      onDelete: key.onDelete,
      onUpdate: key.onUpdate,
      match: key.match,
      deferral: deferralValue(key.deferral),
      notValid: key.notValid || undefined,
      comment: key.comment,
    },
  };
}

function indexFact(index: Index, parent: Id): SchemaFact {
  return {
    kind: "index", id: index.id, name: index.name, scope: "", parent, single: false, spoken: false,
    attributes: {
      unique: index.unique,
      method: index.method === "btree" ? undefined : index.method,
      parts: index.parts.map((part) => ({
        column: part.column === undefined ? undefined : new Reference(part.column),
        expression: expression(part.expression),
        order: part.order === "asc" ? undefined : part.order,
        // What the order implies anyway is not a difference.
        nulls: part.nulls === (part.order === "desc" ? "first" : "last") ? undefined : part.nulls,
        collation: part.collation,
        operatorClass: part.operatorClass,
      })),
      include: index.include === undefined || index.include.length === 0 ? undefined : references(index.include),
      where: expression(index.where),
      nullsNotDistinct: index.nullsNotDistinct || undefined,
      options: optionsValue(index.options),
      comment: index.comment,
    },
  };
}

function objectFact(object: SchemaObject): SchemaFact {
  return {
    kind: "object", id: object.id, name: object.name, scope: `${object.kind}\n${object.namespace ?? ""}`, parent: object.tableId, single: false, spoken: true,
    attributes: { definition: new Expression(object.definition, true), comment: object.comment },
  };
}

function expression(sql: string | undefined): Expression | undefined {
  return sql === undefined ? undefined : new Expression(sql, false);
}

function references(ids: readonly Id[]): Reference[] {
  return ids.map((id) => new Reference(id));
}

function typeValue(type: ColumnType): Value {
  if (type.kind === "enum") return { kind: "enum", enum: new Reference(type.enumId) };
  if (type.kind === "array") return { kind: "array", of: typeValue(type.of) };
  return typeKey(type);
}

function deferralValue(deferral: Deferral | undefined): ValueMap | undefined {
  return deferral === undefined || !deferral.deferrable ? undefined : { initiallyDeferred: deferral.initiallyDeferred };
}

function optionsValue(options: Readonly<Record<string, string>> | undefined): ValueMap | undefined {
  if (options === undefined) return undefined;
  for (const _ in options) return options;
  return undefined;
}
