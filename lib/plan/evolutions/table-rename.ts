import type { Id, Schema, Table } from "../../model";
import { changeTable } from "../running-schema";
import type { CourseGround, Segment } from "./course";

/**
 * A table under another name. Where keys keep the names they were given after the table's old name, those without a name of
 * their own get one for the moment and lose it again, so that they are called after the new name as the design has them.
 */
export function tableRename(id: Id, rename: (table: Table) => Table, { sync }: CourseGround): Segment[] {
  const renamed: Segment = { kind: "shape", change: (schema) => changeTable(schema, id, rename) };
  if (!sync.keepsAutomaticNames) return [renamed];
  const unnamed = new Set<Id>();
  const learn = (schema: Schema): void => {
    const table = schema.tables.find((one) => one.id === id);
    for (const member of table === undefined ? [] : [...table.uniques, ...table.checks, ...table.foreignKeys, ...(table.primaryKey === undefined ? [] : [table.primaryKey])]) if (member.name === undefined) unnamed.add(member.id);
  };
  const named = (schema: Schema): Schema => {
    learn(schema);
    let at = 0;
    return changeTable(schema, id, (table) => eachMember(table, (member) => (member.name === undefined ? { ...member, name: `strata_renaming_${(at += 1)}` } : member)));
  };
  const restored = (schema: Schema): Schema => changeTable(schema, id, (table) => eachMember(table, (member) => {
    if (!unnamed.has(member.id)) return member;
    const { name: _, ...rest } = member;
    return rest;
  }));
  return [{ kind: "shape", change: named }, renamed, { kind: "shape", change: restored }];
}

interface Named {
  readonly id: Id;
  readonly name?: string;
}

/** The table with each constraint changed. */
function eachMember(table: Table, change: <T extends Named>(member: T) => Omit<T, "name"> & { name?: string }): Table {
  return {
    ...table, uniques: table.uniques.map(change), checks: table.checks.map(change), foreignKeys: table.foreignKeys.map(change),
    ...(table.primaryKey === undefined ? {} : { primaryKey: change(table.primaryKey) }),
  };
}
