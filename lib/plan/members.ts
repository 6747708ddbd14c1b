import type { Check, Column, ForeignKey, Id, Index, PrimaryKey, Table, UniqueKey } from "../model";
import type { MemberRules, Target } from "../targets/target";
import { withoutRecord, withRecord } from "./running-schema";

export type MemberKind = "column" | "primary key" | "unique" | "foreign key" | "check" | "index";

export interface Member {
  readonly id: Id;
  readonly name?: string;
}

/** Where members of one kind stand in a table, and whose rules are theirs. */
export interface MemberShape<T extends Member> {
  readonly kind: MemberKind;
  rules(target: Target): MemberRules<T>;
  list(table: Table): readonly T[];
  /** The table with the member added, or put in the place of the one with its id. */
  with(table: Table, member: T): Table;
  without(table: Table, id: Id): Table;
  /** The member under another name. */
  named(member: T, name: string): T;
}

const column: MemberShape<Column> = {
  kind: "column",
  rules: (target) => target.rules.column,
  list: (table) => table.columns,
  with: (table, member) => ({ ...table, columns: withRecord(table.columns, member) }),
  without: (table, id) => ({ ...table, columns: withoutRecord(table.columns, id) }),
  named: (member, name) => ({ ...member, name }),
};

const primaryKey: MemberShape<PrimaryKey> = {
  kind: "primary key",
  rules: (target) => target.rules.primaryKey,
  list: (table) => (table.primaryKey === undefined ? [] : [table.primaryKey]),
  with: (table, member) => ({ ...table, primaryKey: member }),
  without: (table) => {
    const { primaryKey: _, ...rest } = table;
    return rest;
  },
  named: (member, name) => ({ ...member, name }),
};

const unique: MemberShape<UniqueKey> = {
  kind: "unique",
  rules: (target) => target.rules.unique,
  list: (table) => table.uniques,
  with: (table, member) => ({ ...table, uniques: withRecord(table.uniques, member) }),
  without: (table, id) => ({ ...table, uniques: withoutRecord(table.uniques, id) }),
  named: (member, name) => ({ ...member, name }),
};

const foreignKey: MemberShape<ForeignKey> = {
  kind: "foreign key",
  rules: (target) => target.rules.foreignKey,
  list: (table) => table.foreignKeys,
  with: (table, member) => ({ ...table, foreignKeys: withRecord(table.foreignKeys, member) }),
  without: (table, id) => ({ ...table, foreignKeys: withoutRecord(table.foreignKeys, id) }),
  named: (member, name) => ({ ...member, name }),
};

const check: MemberShape<Check> = {
  kind: "check",
  rules: (target) => target.rules.check,
  list: (table) => table.checks,
  with: (table, member) => ({ ...table, checks: withRecord(table.checks, member) }),
  without: (table, id) => ({ ...table, checks: withoutRecord(table.checks, id) }),
  named: (member, name) => ({ ...member, name }),
};

const index: MemberShape<Index> = {
  kind: "index",
  rules: (target) => target.rules.index,
  list: (table) => table.indexes,
  with: (table, member) => ({ ...table, indexes: withRecord(table.indexes, member) }),
  without: (table, id) => ({ ...table, indexes: withoutRecord(table.indexes, id) }),
  named: (member, name) => ({ ...member, name }),
};

export const memberShapes = { column, primaryKey, unique, foreignKey, check, index };

/** Work that is the same for every kind of member. */
export interface MemberWork<R> {
  <T extends Member>(shape: MemberShape<T>): R;
}

/** Does the work for one kind. */
export function forMemberKind<R>(kind: MemberKind, work: MemberWork<R>): R {
  switch (kind) {
    case "column": return work(column);
    case "primary key": return work(primaryKey);
    case "unique": return work(unique);
    case "foreign key": return work(foreignKey);
    case "check": return work(check);
    case "index": return work(index);
  }
}

/** All members of a table, kind by kind. */
export function membersOf(table: Table): { readonly kind: MemberKind; readonly member: Member }[] {
  return Object.values(memberShapes).flatMap((shape) => shape.list(table).map((member) => ({ kind: shape.kind, member })));
}

export function findMember<T extends Member>(shape: MemberShape<T>, table: Table, id: Id): T {
  const member = shape.list(table).find((candidate) => candidate.id === id);
  if (member === undefined) throw new Error(`Table ${table.name} has no ${shape.kind} with id ${id}`);
  return member;
}
