import type { Difference } from "../diff";
import type { Id, Table } from "../model";
import type { Alteration } from "../targets/target";
import { known, type Ground } from "./ground";
import { findMember, forMemberKind, type Member, type MemberKind, type MemberShape } from "./members";

/** How a difference of a table or of one of its members is made. */
export type Manner = "in place" | "replace" | "rebuild";

/** Asks the rules, in both directions: what either way can only be replaced or rebuilt is, both ways. */
export function mannerOf(difference: Difference, ground: Ground): Manner {
  if (difference.kind === "table") return tableManner(difference, ground);
  if (difference.kind === "enum" || difference.kind === "object") return "in place";
  const { kind } = difference;
  return forMemberKind<Manner>(kind, (shape) => memberManner(shape, difference, ground));
}

function tableManner(difference: Difference, { target, baseSide, goalSide, up, down }: Ground): Manner {
  if (difference.verb !== "alter") return "in place";
  const from = known(baseSide.tables, difference.from.id);
  const to = known(goalSide.tables, difference.to.id);
  return worst(target.rules.table.alter(from, to, difference.properties, up), target.rules.table.alter(to, from, difference.properties, down));
}

function memberManner<T extends Member>(shape: MemberShape<T>, difference: Difference, { target, baseSide, goalSide, up, down }: Ground): Manner {
  const rules = shape.rules(target);
  const parent = difference.verb === "add" ? difference.to.parent : difference.from.parent;
  const before = known(baseSide.tables, parent);
  const after = known(goalSide.tables, parent);
  switch (difference.verb) {
    case "add": {
      const member = findMember(shape, after, difference.to.id);
      return worst(rules.create(member, host(shape, before, after), up), rules.drop(member, after, down));
    }
    case "drop": {
      const member = findMember(shape, before, difference.from.id);
      return worst(rules.drop(member, before, up), rules.create(member, host(shape, after, before), down));
    }
    case "rename": {
      const from = findMember(shape, before, difference.from.id);
      const to = findMember(shape, after, difference.to.id);
      if (difference.kind === "primary key" && target.capabilities.namelessPrimaryKeys === true) return "in place";
      // A name that only one side has is the engine's own on the other.
      if (from.name === undefined || to.name === undefined) return worst(rules.drop(from, before, up), rules.create(to, after, up)) === "rebuild" ? "rebuild" : "replace";
      return worst(rules.rename(from, to.name, before, up), rules.rename(to, from.name, after, down));
    }
    case "alter": {
      const from = findMember(shape, before, difference.from.id);
      const to = findMember(shape, after, difference.to.id);
      return worst(rules.alter(from, to, difference.properties, before, up), rules.alter(to, from, difference.properties, after, down));
    }
  }
}

/** The table a member is created in: a column comes to the table as it was, others find their columns there already. */
function host<T extends Member>(shape: MemberShape<T>, before: Table, after: Table): Table {
  return shape.kind === "column" ? before : after;
}

function worst(...alterations: readonly Alteration[]): Manner {
  if (alterations.includes("rebuild")) return "rebuild";
  return alterations.includes("replace") ? "replace" : "in place";
}

/** What is to be done to one member of a table that stays, all its differences taken together. */
export interface MemberTask {
  readonly kind: MemberKind;
  readonly id: Id;
  readonly table: Id;
  readonly differences: readonly Difference[];
  readonly manner: Manner;
}

/** The members that differ in tables that stay, and the tables that must be rebuilt for one of them. */
export function memberTasks(ground: Ground): { readonly tasks: readonly MemberTask[]; readonly rebuilt: ReadonlySet<Id> } {
  const tasks = new Map<string, MemberTask>();
  const rebuilt = new Set<Id>();
  for (const difference of ground.differences) {
    const { kind } = difference;
    const fact = difference.verb === "drop" ? difference.from : difference.to;
    if (kind === "table" && difference.verb === "alter" && mannerOf(difference, ground) === "rebuild") rebuilt.add(fact.id);
    if (kind === "table" || kind === "enum" || kind === "object") continue;
    const table = fact.parent;
    if (table === undefined || !ground.baseSide.tables.has(table) || !ground.goalSide.tables.has(table)) continue;
    const manner = mannerOf(difference, ground);
    if (manner === "rebuild") rebuilt.add(table);
    const key = `${kind} ${fact.id}`;
    const known = tasks.get(key);
    tasks.set(key, {
      kind, id: fact.id, table,
      differences: [...(known?.differences ?? []), difference],
      manner: known === undefined || known.manner === "in place" ? manner : known.manner,
    });
  }
  return { tasks: [...tasks.values()], rebuilt };
}
