import { withColumnRenamed, type Difference } from "../diff";
import type { Id, Table } from "../model";
import { subjectOf, type Build } from "./build";
import { asideProperties } from "./build-asides";
import { memberNeeds, otherParentsColumns } from "./dependencies";
import { known } from "./ground";
import type { MemberTask } from "./manner";
import { findMember, forMemberKind, memberShapes, type Member, type MemberKind, type MemberShape } from "./members";
import { onlyDown, type Operation } from "./operation";
import { addMember } from "./operations/add-member";
import { alterMember } from "./operations/alter-member";
import { dropMember } from "./operations/drop-member";
import type { Frame } from "./operations/frame";
import { renameMember } from "./operations/rename-member";
import { usesEnum } from "./uses-enum";
import { addRanks, dropRanks, ranks } from "./ranks";
import { temporaryName } from "./rename-cycles";

/** Operations for the members that differ in tables that stay and are not rebuilt, and for those in the way of others. */
export function buildMembers(build: Build): void {
  const seen = new Set<string>();
  for (const task of build.tasks) {
    const inTheWay = build.recreations.members.has(`${task.kind} ${task.id}`);
    const rebuilt = build.rebuilt.has(task.table);
    seen.add(`${task.kind} ${task.id}`);
    forMemberKind(task.kind, (shape) => {
      if (!rebuilt) buildTask(shape, task, inTheWay, build);
      // A rename is made by itself before the rebuild, so that other tables, views and triggers follow it.
      else if (task.kind === "column") {
        buildRename(shape, task, build);
        if (build.stepAside.has(task.id)) stepAside(shape, task, build);
      }
    });
  }
  for (const [key, recreation] of build.recreations.members) {
    if (seen.has(key)) continue;
    forMemberKind(recreation.kind, (shape) => {
      const changes = [...recreation.causes].flatMap((cause) => build.operationsOf(cause).flatMap((operation) => operation.changes));
      const group = [...recreation.causes].flatMap((cause) => build.operationsOf(cause).map((operation) => operation.group))[0] ?? `table ${recreation.table}`;
      replace(shape, recreation.id, recreation.table, changes, group, build, true);
    });
  }
}

function buildTask<T extends Member>(shape: MemberShape<T>, task: MemberTask, inTheWay: boolean, build: Build): void {
  const { ground } = build;
  const [first] = task.differences;
  if (first === undefined) return;
  const changes = task.differences.map((difference) => build.change(difference));
  if (first.verb === "add") {
    build.add(add(shape, task.id, task.table, changes, build, first), `${task.kind} ${task.id}`);
  } else if (first.verb === "drop") {
    build.add(drop(shape, task.id, task.table, changes, build, first), `${task.kind} ${task.id}`);
  } else if (task.manner === "replace" || inTheWay) {
    replace(shape, task.id, task.table, changes, `table ${task.table}`, build, false);
  } else {
    const rename = buildRename(shape, task, build);
    const alter = task.differences.find((difference) => difference.verb === "alter");
    if (alter === undefined || alter.verb !== "alter") return;
    const table = known(ground.goalSide.tables, task.table);
    const subject = subjectOf(memberName(task.kind, task.id, table), true, alter.from, alter.to, alter.properties);
    // What is made anew meanwhile is not in use any more when the column's own change comes.
    const aside = build.recreations.asides.get(task.id);
    const letGo = new Set([...(aside?.objects ?? [])].flatMap((id) => ground.baseSide.addresses.get(id) ?? []));
    const properties = aside === undefined || build.recreations.onlyDown(aside.causes) ? alter.properties : [...new Set([...alter.properties, ...asideProperties(aside)])];
    // A column becomes what a new parent wants after the old parent let go of it, and before the new one takes it.
    const before = known(ground.baseSide.tables, task.table);
    const apart = task.kind !== "column" ? new Set<string>() : new Set([...otherParentsColumns(table, ground.goalSide, before, ground.baseSide), ...otherParentsColumns(before, ground.baseSide, table, ground.goalSide)]);
    const operation = build.add(alterMember(shape, findMember(shape, table, task.id), properties, task.table, {
      ...frame(shape, task, build, [build.change(alter)], build.title(alter)), rank: ranks.alterColumn, subject,
      // With a rename before it, the old name is gone already and may have been taken since.
      ...(rename === undefined ? {} : { destroys: [] }),
      consumes: memberNeeds(task.kind, task.id, table, ground.goalSide).filter((address) => address !== ground.goalSide.addresses.get(task.id) && !apart.has(address)),
      uses: memberNeeds(task.kind, task.id, before, ground.baseSide).filter((address) => !letGo.has(address) && !apart.has(address)),
    }), `${task.kind} ${task.id}`);
    build.before(rename, operation);
    if (alter.properties.includes("default")) setDefaultAside(task, operation, rename, build);
  }
}

/** A default that changes along with its enum's values holds neither before nor after all of the enum's change: it goes meanwhile. */
function setDefaultAside(task: MemberTask, change: Operation, rename: Operation | undefined, build: Build): void {
  const before = known(build.ground.baseSide.tables, task.table).columns.find((column) => column.id === task.id);
  if (before?.default === undefined) return;
  const enums = build.ground.differences.flatMap((difference) =>
    (difference.kind === "enum" && difference.verb === "alter" && usesEnum(before.type, difference.to.id) ? build.operationsOf(`enum ${difference.to.id}`) : []));
  if (enums.length === 0) return;
  const { default: _, ...bare } = before;
  const goalName = known(build.ground.goalSide.tables, task.table).columns.find((column) => column.id === task.id)?.name ?? bare.name;
  const named = rename === undefined ? bare : { ...bare, name: goalName };
  const aside = build.add(alterMember(memberShapes.column, named, ["default"], task.table, {
    title: `Set the default of ${change.subject.name} aside`, changes: change.changes, group: change.group, rank: ranks.renameColumn,
    produces: [], consumes: [], destroys: [], uses: [], subject: { ...change.subject, properties: ["default"], filled: false, facts: { temporary: true } },
  }));
  build.before(rename, aside);
  for (const operation of enums) build.before(aside, operation);
  build.before(aside, change);
}

function buildRename<T extends Member>(shape: MemberShape<T>, task: MemberTask, build: Build): Operation | undefined {
  const rename = task.differences.find((difference) => difference.verb === "rename");
  if (rename === undefined || rename.verb !== "rename" || rename.from.name === undefined || rename.to.name === undefined) return undefined;
  const from = rename.from.name;
  const to = rename.to.name;
  const table = known(build.ground.baseSide.tables, task.table);
  const common = {
    ...frame(shape, task, build, [build.change(rename)], build.title(rename)),
    rank: shape.kind === "column" ? ranks.renameColumn : ranks.renameMember,
    subject: subjectOf(memberName(task.kind, task.id, table), true, rename.from, rename.to, ["name"]),
    consumes: [], uses: [],
  };
  const step = (before: string, after: string, own: Frame): Operation => {
    const rewrite = shape.kind === "column" ? (value: Table) => renamedExpressions(value, before, after, build.ground.target.quote) : (value: Table) => value;
    return build.add(renameMember(shape, task.id, before, after, task.table, rewrite, own), `${task.kind} ${task.id}`);
  };
  if (!build.detours.has(task.id)) return step(from, to, common);
  const temporary = temporaryName(from);
  const passing = [`passing ${task.id}`];
  step(from, temporary, { ...common, produces: passing });
  return step(temporary, to, { ...common, destroys: [], consumes: passing });
}

/** A column that its table's rebuild drops gives up its name before, for another that is renamed to it. */
function stepAside<T extends Member>(shape: MemberShape<T>, task: MemberTask, build: Build): void {
  const table = known(build.ground.baseSide.tables, task.table);
  const { name } = findMember(shape, table, task.id);
  const address = build.ground.baseSide.addresses.get(task.id);
  if (name === undefined || address === undefined) return;
  const temporary = temporaryName(name);
  build.add(renameMember(shape, task.id, name, temporary, task.table, (value) => renamedExpressions(value, name, temporary, build.ground.target.quote), {
    title: `Free the name ${table.name}.${name}`, changes: task.differences.map((difference) => build.change(difference)), group: `table ${task.table}`,
    rank: ranks.renameColumn, produces: [], consumes: [], destroys: [address], uses: [],
    subject: { name: `${table.name}.${name}`, filled: false, properties: [], facts: { temporary: true } },
  }), `column ${task.id}`);
}

/** Dropped and added again: because it cannot be altered, or because it stands in the way. */
function replace<T extends Member>(
  shape: MemberShape<T>, id: Id, table: Id, changes: readonly string[], group: string, build: Build, temporary: boolean,
): void {
  const key = `${shape.kind} ${id}`;
  const marked = (operation: Operation): Operation => ({
    ...operation, group, subject: { ...operation.subject, facts: { ...operation.subject.facts, ...(temporary ? { temporary } : {}) } },
  });
  const causes = build.recreations.members.get(key)?.causes ?? new Set<string>();
  const way = temporary && build.recreations.onlyDown(causes) ? onlyDown : (operation: Operation) => operation;
  const down = build.add(way(marked(drop(shape, id, table, changes, build, undefined))), key);
  const up = build.add(way(marked(add(shape, id, table, changes, build, undefined))), key);
  build.before(down, up);
  for (const cause of causes) {
    for (const operation of build.operationsOf(cause)) {
      build.before(down, operation);
      build.before(operation, up);
    }
  }
}

function add<T extends Member>(shape: MemberShape<T>, id: Id, table: Id, changes: readonly string[], build: Build, difference: Difference | undefined): Operation {
  const owner = known(build.ground.goalSide.tables, table);
  const address = build.ground.goalSide.addresses.get(id);
  const to = difference?.verb === "add" ? difference.to : undefined;
  return addMember(shape, findMember(shape, owner, id), table, {
    title: difference === undefined ? `Put back ${shape.kind} ${memberName(shape.kind, id, owner)}` : build.title(difference),
    changes, group: `table ${table}`, rank: addRanks[shape.kind],
    produces: address === undefined ? [] : [address],
    consumes: memberNeeds(shape.kind, id, owner, build.ground.goalSide).filter((need) => need !== address),
    destroys: [], uses: [],
    subject: subjectOf(memberName(shape.kind, id, owner), build.ground.baseSide.tables.has(table), undefined, to),
  });
}

function drop<T extends Member>(shape: MemberShape<T>, id: Id, table: Id, changes: readonly string[], build: Build, difference: Difference | undefined): Operation {
  const owner = known(build.ground.baseSide.tables, table);
  const address = build.ground.baseSide.addresses.get(id);
  return dropMember(shape, id, table, {
    title: difference === undefined ? `Take down ${shape.kind} ${memberName(shape.kind, id, owner)}` : build.title(difference),
    changes, group: `table ${table}`, rank: dropRanks[shape.kind],
    produces: [], consumes: [],
    destroys: address === undefined ? [] : [address],
    uses: memberNeeds(shape.kind, id, owner, build.ground.baseSide).filter((need) => need !== address),
    subject: subjectOf(memberName(shape.kind, id, owner), true, difference?.verb === "drop" ? difference.from : undefined, undefined),
  });
}

function frame<T extends Member>(shape: MemberShape<T>, task: MemberTask, build: Build, changes: readonly string[], title: string): Omit<Frame, "rank" | "subject" | "consumes" | "uses"> {
  const before = build.ground.baseSide.addresses.get(task.id);
  const after = build.ground.goalSide.addresses.get(task.id);
  return {
    title, changes, group: `table ${task.table}`,
    produces: after === undefined ? [] : [after],
    destroys: before === undefined ? [] : [before],
  };
}

function memberName(kind: MemberKind, id: Id, table: Table): string {
  const name = Object.values(memberShapes).flatMap((shape) => shape.list(table).filter((member) => member.id === id).map((member) => member.name))[0];
  return kind === "column" ? `${table.name}.${name ?? ""}` : name ?? `${kind} of ${table.name}`;
}

/** The table as the engine leaves it after a column's rename: its expressions follow. */
function renamedExpressions(table: Table, from: string, to: string, quote: (name: string) => string): Table {
  const text = (sql: string): string => withColumnRenamed(sql, from, to, quote);
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column, ...(column.generated === undefined ? {} : { generated: { ...column.generated, expression: text(column.generated.expression) } }),
    })),
    checks: table.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    indexes: table.indexes.map((index) => ({
      ...index, ...(index.where === undefined ? {} : { where: text(index.where) }),
      parts: index.parts.map((part) => (part.expression === undefined ? part : { ...part, expression: text(part.expression) })),
    })),
  };
}
