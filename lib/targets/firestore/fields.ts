import type { Column, Diagnostic, Id, JsonValue, Table } from "../../model";
import { embeddedName } from "../native/naming";
import { checkParts, simpleCheck } from "../native/simple-expression";
import type { Situation } from "../native/situation";
import { fieldPath, Names } from "./names";
import type { FieldCondition, FieldRule, FirestoreField } from "./model";
import type { Placement } from "./placement";
import { fillOf, firestoreLoss, typeOf, valueOf } from "./types";

/** Where a column's values are found. */
export interface Located {
  readonly collection: Id;
  /** As queries and indexes take it; absent where the document's id, or its path, holds the value. */
  readonly path?: string;
  /** It lies in a list of maps, where nothing queries it. */
  readonly inList: boolean;
}

/** The fields of one collection's documents. */
export class FieldBuilder {
  readonly located = new Map<Id, Located>();
  readonly conditions: FieldCondition[] = [];
  readonly tables: Id[] = [];
  constructor(private readonly situation: Situation, private readonly placement: ReadonlyMap<Id, Placement>, private readonly diagnostics: Diagnostic[]) {}

  /** `inPath`: columns whose values the document's path holds. */
  collection(table: Table, inPath: readonly Id[], immutable: readonly Id[]): readonly FirestoreField[] {
    for (const id of inPath) this.located.set(id, { collection: table.id, inList: false });
    this.tables.push(table.id);
    return this.members(table, inPath, immutable, { collection: table.id, prefix: [], inList: false }, true);
  }

  private members(table: Table, without: readonly Id[], immutable: readonly Id[], at: Context, outermost: boolean): readonly FirestoreField[] {
    const names = new Names(this.diagnostics);
    const rules = this.checks(table, outermost);
    const named = new Map<Id, string>();
    const fields = table.columns.filter(({ id }) => !without.includes(id)).map((column): FirestoreField => {
      const name = names.name(column.name, column.id, "field");
      named.set(column.id, name);
      this.located.set(column.id, { collection: at.collection, path: fieldPath(...at.prefix, name), inList: at.inList });
      return this.value(table, column, name, immutable.includes(column.id), rules.get(column.id) ?? []);
    });
    if (outermost) this.between(table, named);
    const children = this.situation.schema.tables.flatMap((child) => {
      const placement = this.placement.get(child.id);
      return placement !== undefined && placement.kind !== "root" && placement.kind !== "sub" && placement.parent.id === table.id ? [{ child, placement }] : [];
    });
    return [...fields, ...children.map(({ child, placement }) => this.part(child, placement, table, at, names))];
  }

  private part(child: Table, placement: Exclude<Placement, { readonly kind: "root" }>, parent: Table, at: Context, names: Names): FirestoreField {
    const name = names.name(embeddedName(child.name, parent.name), child.id, "field");
    this.tables.push(child.id);
    for (const id of placement.key.columns) this.located.set(id, { collection: at.collection, inList: at.inList });
    const many = !placement.one;
    const whole = { id: `part:${child.id}`, name, column: null, table: child.id, nullable: !many, required: many, immutable: false, fill: { kind: "value" as const, value: many ? [] : null } };
    const bound: FieldRule[] = many ? [{ kind: "size", min: null, max: placement.max }] : [];
    if (placement.kind === "ids") {
      const other = child.foreignKeys.find(({ id, columns }) => id !== placement.key.id && columns.every((column) => child.primaryKey?.columns.includes(column) === true));
      for (const id of other?.columns ?? []) this.located.set(id, { collection: at.collection, path: fieldPath(...at.prefix, name), inList: false });
      const lost = child.columns.filter(({ id }) => !placement.key.columns.includes(id) && other?.columns.includes(id) !== true);
      for (const column of lost) this.diagnostics.push({ code: "firestore-column-lost", severity: "warning", message: `${child.name}.${column.name} has no place in a list of ids.`, place: { objectId: column.id } });
      return { ...whole, type: "list", rules: bound, fields: [] };
    }
    const inner: Context = { collection: at.collection, prefix: [...at.prefix, name], inList: at.inList || many };
    const fields = this.members(child, placement.key.columns, [], inner, false);
    if (many) this.diagnostics.push({ code: "firestore-list-unchecked", severity: "info", message: `Rules check that ${parent.name}.${name} has at most ${placement.max} items, not what is in each: rules have no loops.`, place: { objectId: child.id } });
    return { ...whole, type: many ? "list" : "map", rules: bound, fields };
  }

  private value(table: Table, column: Column, name: string, immutable: boolean, checks: readonly FieldRule[]): FirestoreField {
    const { type, rules } = typeOf(column.type, this.situation.schema);
    const loss = firestoreLoss(column.type);
    const place = { objectId: column.id };
    if (loss !== undefined) this.diagnostics.push({ code: "firestore-type-loss", severity: column.type.kind === "decimal" ? "warning" : "info", message: `${table.name}.${column.name}: ${loss}.`, place });
    if (column.generated !== undefined) this.diagnostics.push({ code: "firestore-generated-lost", severity: "warning", message: `${table.name}.${column.name} is computed in SQL; Firestore keeps what is written.`, place });
    if (column.identity !== undefined) this.diagnostics.push({ code: "firestore-identity-lost", severity: "warning", message: `${table.name}.${column.name} is not numbered by Firestore, and counting ids make writes meet at one place: use generated ids.`, place });
    if (column.default !== undefined) this.diagnostics.push({ code: "firestore-default-lost", severity: "info", message: `${table.name}.${column.name}: Firestore sets no defaults; who writes says ${column.default}.`, place });
    return { id: column.id, name, column: column.id, table: table.id, type, nullable: column.nullable, required: !column.nullable, immutable, rules: [...rules, ...checks], fields: [], fill: fillOf(column, this.situation.schema) };
  }

  private checks(table: Table, outermost: boolean): ReadonlyMap<Id, readonly FieldRule[]> {
    const found = new Map<Id, FieldRule[]>();
    for (const check of table.checks) {
      const read = simpleCheck(check.expression, table.columns);
      const parts = read === undefined ? [] : checkParts(read);
      let lost = read === undefined;
      for (const part of parts) {
        if (part.kind === "columns") { lost ||= !outermost; continue; }
        const column = table.columns.find(({ id }) => id === part.column);
        const rules = column === undefined ? undefined : rulesOf(part, column);
        if (rules === undefined) lost = true;
        else found.set(part.column, [...found.get(part.column) ?? [], ...rules]);
      }
      if (lost) this.diagnostics.push({ code: "firestore-check-lost", severity: "warning", message: `The rules do not check ${check.expression.slice(0, 80)}: it says more than they can.`, place: { objectId: check.id } });
    }
    return found;
  }

  private between(table: Table, named: ReadonlyMap<Id, string>): void {
    for (const { expression } of table.checks) {
      const read = simpleCheck(expression, table.columns);
      for (const part of read === undefined ? [] : checkParts(read)) {
        if (part.kind !== "columns") continue;
        const [left, right] = [named.get(part.left), named.get(part.right)];
        if (left !== undefined && right !== undefined) this.conditions.push({ left, operator: spelled(part.operator), right });
      }
    }
  }
}

interface Context {
  readonly collection: Id;
  readonly prefix: readonly string[];
  readonly inList: boolean;
}

function spelled(operator: string): string {
  return operator === "=" ? "==" : operator === "<>" ? "!=" : operator;
}

type Part = Exclude<NonNullable<ReturnType<typeof simpleCheck>>, { readonly kind: "all" | "columns" }>;

function rulesOf(part: Part, column: Column): readonly FieldRule[] | undefined {
  const value = (literal: { readonly value: string | number | boolean | null }): JsonValue | undefined => valueOf(literal.value, column.type);
  const compare = (operator: string, limit: JsonValue | undefined): FieldRule[] | undefined => (limit === undefined || limit === null ? undefined : [{ kind: "compare", operator: spelled(operator), value: limit }]);
  switch (part.kind) {
    case "compare": return compare(part.operator, value(part.value));
    case "between": {
      const [low, high] = [compare(">=", value(part.low)), compare("<=", value(part.high))];
      return low === undefined || high === undefined ? undefined : [...low, ...high];
    }
    case "in": {
      const values = part.values.map(value);
      const known = values.flatMap((item) => (item === undefined ? [] : [item]));
      return known.length < values.length ? undefined : [{ kind: "in", values: known, negated: part.negated }];
    }
    case "length": case "count": return [{ kind: "size", min: part.min ?? null, max: part.max ?? null }];
    // The rules match the whole text, SQL anywhere in it.
    case "matches": return [{ kind: "matches", pattern: `${part.pattern.startsWith("^") ? "" : ".*"}${part.pattern}${part.pattern.endsWith("$") ? "" : ".*"}` }];
    case "not-null": return [];
  }
}
