import type { Check, Column, ForeignKey, Id, Index, Schema, SchemaObject, Table, UniqueKey } from "../../model";
import type { Target } from "../../targets/target";
import { changeTable, withObject, withoutRecord, withRecord } from "../running-schema";
import { checkTexts, indexTexts } from "../mentions";
import { freeName, mentionsAny } from "./records";

/** Where members are looked for: `transit` maps the goal's new columns to the ids they have beside the old ones. */
export interface MemberGround {
  readonly base: Schema;
  readonly goal: Schema;
  readonly table: Id;
  readonly old: readonly Column[];
  readonly fresh: readonly Column[];
  readonly transit: ReadonlyMap<Id, Id>;
  /** Leave references alone: somebody else carries them. */
  readonly withoutReferences?: boolean;
}

/** Keys, checks, indexes and references that move from old columns to new ones. */
export interface CarriedMembers {
  readonly empty: boolean;
  /** Ids that members have only while both forms stand side by side, with `~new` at the end. */
  readonly twins: readonly Id[];
  /** With the uniques, checks and indexes of the new columns. */
  readonly keys: (schema: Schema) => Schema;
  /** With the foreign keys from and to the new columns. */
  readonly references: (schema: Schema) => Schema;
  /** Without what stands on the old columns. */
  readonly without: (schema: Schema) => Schema;
  /** Members of the new columns under their final names. */
  readonly renamed: (schema: Schema) => Schema;
}

type Kind = "uniques" | "checks" | "indexes" | "foreignKeys";
type Member = UniqueKey | Check | Index | ForeignKey;

interface Twin {
  readonly kind: Kind;
  readonly table: Id;
  /** As it stands while both forms are there. */
  readonly member: Member;
  readonly finalName: string | undefined;
}

/** Finds the members of the goal that speak of new columns and those of the base that speak of old ones. */
export function carriedMembers(ground: MemberGround, target: Target): CarriedMembers {
  const { base, goal, table, old, fresh, transit } = ground;
  const finalIds = new Set([...transit.keys()]);
  const concerned = ({ kind }: { readonly kind: Kind }): boolean => ground.withoutReferences !== true || kind !== "foreignKeys";
  const wanted = membersOn(goal, table, finalIds, fresh.map(({ name }) => name)).filter(concerned);
  const leaving = membersOn(base, table, new Set(old.map(({ id }) => id)), old.map(({ name }) => name)).filter(concerned);
  const present = new Set(base.tables.flatMap((owner) => [...owner.uniques, ...owner.checks, ...owner.indexes, ...owner.foreignKeys].map(({ id }) => id)));
  const names = new Set(base.tables.flatMap((owner) => [...owner.uniques, ...owner.checks, ...owner.indexes, ...owner.foreignKeys].flatMap(({ name }) => name ?? [])));
  const left = new Set(leaving.map(({ member }) => member.id));
  // A member that stays as it is (it speaks of a column that only shares its name) is none of ours.
  const known = new Set([...finalIds, ...base.tables.flatMap((owner) => owner.columns.map(({ id }) => id))]);
  const twins = wanted.filter(({ member, table: owner }) => (left.has(member.id) || !present.has(member.id)) && columnsOf(member).every((id) => known.has(id)) && base.tables.some(({ id }) => id === owner)).map(({ kind, table: owner, member }): Twin => {
    const id = present.has(member.id) ? `${member.id}~new` : member.id;
    const name = member.name !== undefined && names.has(member.name) ? freeName(`${member.name}_new`, base, target) : member.name;
    return { kind, table: owner, finalName: member.name, member: { ...withColumns(member, (column) => transit.get(column) ?? column), id, ...(name === undefined ? {} : { name }) } };
  });
  const built = builtOn(ground);
  const put = (schema: Schema, list: readonly Twin[]): Schema => list.reduce((running, twin) => changeTable(running, twin.table, (owner) => withMember(owner, twin.kind, twin.member)), schema);
  return {
    empty: twins.length === 0,
    twins: twins.flatMap(({ member }) => (member.id.endsWith("~new") ? [member.id] : [])),
    keys: (schema) => put(schema, twins.filter(({ kind }) => kind !== "foreignKeys")),
    references: (schema) => put(schema, twins.filter(({ kind }) => kind === "foreignKeys")),
    without: (schema) => leaving.reduce<Schema>((running, { kind, table: owner, member }) => changeTable(running, owner, (one) => ({ ...one, [kind]: withoutRecord<Member>(one[kind], member.id) })), built.without(schema)),
    renamed: (schema) => put(built.again(schema), twins.map((twin) => ({ ...twin, member: named(twin.member, twin.finalName) }))),
  };
}

/**
 * Views, policies, triggers and generated columns that say the old columns' names and stand differently in the goal, or not at all:
 * they go with the old columns and come back as the goal has them.
 */
function builtOn({ base, goal, table: id, old }: MemberGround): { readonly without: (schema: Schema) => Schema; readonly again: (schema: Schema) => Schema } {
  const names = old.map(({ name }) => name);
  const [before, after] = [base, goal].map((schema) => schema.tables.find((table) => table.id === id));
  const concerned = (object: SchemaObject): boolean => mentionsAny(object.definition, names) && (object.tableId === id || mentionsAny(object.definition, [before?.name ?? ""]));
  const objects = base.objects.filter(concerned).filter((object) => goal.objects.find((other) => other.id === object.id)?.definition !== object.definition);
  const generated = (before?.columns ?? []).filter((column) => column.generated !== undefined && mentionsAny(column.generated.expression, names) && !old.includes(column));
  const gone = new Set([...objects, ...generated].map((one) => one.id));
  if (gone.size === 0) return { without: (schema) => schema, again: (schema) => schema };
  return {
    without: (schema) => changeTable({ ...schema, objects: schema.objects.filter((object) => !gone.has(object.id)) }, id, (table) => ({ ...table, columns: table.columns.filter((column) => !gone.has(column.id)) })),
    again: (schema) => changeTable(goal.objects.filter((object) => gone.has(object.id)).reduce(withObject, schema), id, (table) => ({ ...table, columns: [...table.columns, ...(after?.columns ?? []).filter((column) => gone.has(column.id))] })),
  };
}

function named(member: Member, name: string | undefined): Member {
  if (name !== undefined) return { ...member, name };
  return member;
}

function withMember(table: Table, kind: Kind, member: Member): Table {
  return { ...table, [kind]: withRecord<Member>(table[kind], member) };
}

function membersOn(schema: Schema, tableId: Id, columns: ReadonlySet<Id>, names: readonly string[]): { readonly kind: Kind; readonly table: Id; readonly member: Member }[] {
  return schema.tables.flatMap((table) => {
    const own = table.id === tableId;
    const incoming = table.foreignKeys.filter((key) => key.referencedTable === tableId && key.referencedColumns.some((id) => columns.has(id)));
    if (!own) return incoming.map((member) => ({ kind: "foreignKeys" as const, table: table.id, member }));
    const listed = (ids: readonly (Id | undefined)[]): boolean => ids.some((id) => id !== undefined && columns.has(id));
    return [
      ...table.uniques.filter((key) => listed([...key.columns, ...key.include ?? []])).map((member) => ({ kind: "uniques" as const, table: table.id, member })),
      ...table.checks.filter((check) => checkTexts(check).some((text) => mentionsAny(text, names))).map((member) => ({ kind: "checks" as const, table: table.id, member })),
      ...table.indexes.filter((index) => listed([...index.parts.map(({ column }) => column), ...index.include ?? []]) || indexTexts(index).some((text) => mentionsAny(text, names)))
        .map((member) => ({ kind: "indexes" as const, table: table.id, member })),
      ...table.foreignKeys.filter((key) => listed(key.columns) || incoming.includes(key)).map((member) => ({ kind: "foreignKeys" as const, table: table.id, member })),
    ];
  });
}

function columnsOf(member: Member): readonly Id[] {
  if ("parts" in member) return [...member.parts.flatMap(({ column }) => column ?? []), ...member.include ?? []];
  if ("referencedTable" in member) return [...member.columns, ...member.referencedColumns];
  return "columns" in member ? [...member.columns, ...member.include ?? []] : [];
}

function withColumns(member: Member, map: (id: Id) => Id): Member {
  if ("parts" in member) return { ...member, parts: member.parts.map((part) => (part.column === undefined ? part : { ...part, column: map(part.column) })), ...(member.include === undefined ? {} : { include: member.include.map(map) }) };
  if ("referencedTable" in member) return { ...member, columns: member.columns.map(map), referencedColumns: member.referencedColumns.map(map) };
  if ("columns" in member) return { ...member, columns: member.columns.map(map), ...(member.include === undefined ? {} : { include: member.include.map(map) }) };
  return member;
}
