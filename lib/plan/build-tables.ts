import type { Difference } from "../diff";
import { qualified, type Address, type Id, type Table } from "../model";
import type { Operation } from "./operation";
import { subjectOf, type Build } from "./build";
import { memberNeeds, optionNeeds, parentsOf, tableNeeds } from "./dependencies";
import { known, type Side } from "./ground";
import { memberShapes, membersOf, type Member, type MemberShape } from "./members";
import { addMember } from "./operations/add-member";
import { alterTable } from "./operations/alter-table";
import { createTable } from "./operations/create-table";
import { dropMember } from "./operations/drop-member";
import { dropTable } from "./operations/drop-table";
import type { Frame } from "./operations/frame";
import { rebuildTable } from "./operations/rebuild-table";
import { renameTable } from "./operations/rename-table";
import { addRanks, dropRanks, ranks } from "./ranks";
import { temporaryName } from "./rename-cycles";
import { rebuiltEnums } from "./rebuilt-enums";
import { referenceOrder } from "./reference-order";
import { usesEnum } from "./uses-enum";

/** Operations for tables as wholes: created, dropped, renamed, altered. */
export function buildTables(build: Build): void {
  const { ground } = build;
  const created = ground.goal.tables.filter((table) => !ground.baseSide.tables.has(table.id));
  const dropped = ground.base.tables.filter((table) => !ground.goalSide.tables.has(table.id));
  const differences = new Map(ground.differences.filter((d) => d.kind === "table").map((d) => [`${d.verb} ${d.verb === "drop" ? d.from.id : d.to.id}`, d]));
  createTables(created, differences, build);
  dropTables(dropped, differences, build);
  for (const table of ground.base.tables) if (ground.goalSide.tables.has(table.id)) leaveParents(table, dropped, differences, build);
  for (const difference of differences.values()) {
    if (difference.verb === "rename") {
      const to = known(ground.goalSide.tables, difference.to.id);
      const frame = { ...standing(to.id, [difference], build), rank: ranks.renameTable };
      if (build.detours.has(to.id)) {
        const passing = [`passing ${to.id}`];
        build.add(renameTable(to.id, { ...to, name: temporaryName(to.name) }, { ...frame, produces: passing }), `table ${to.id}`);
        build.add(renameTable(to.id, to, { ...frame, destroys: [], consumes: [...frame.consumes, ...passing] }), `table ${to.id}`);
      } else build.add(renameTable(to.id, to, frame), `table ${to.id}`);
    }
    if (difference.verb === "alter" && !build.rebuilt.has(difference.to.id)) {
      const to = known(ground.goalSide.tables, difference.to.id);
      const frame = standing(to.id, [difference], build);
      const away = build.operationsOf(`table ${to.id}`).find((operation) => operation.verb === "alter");
      const change = build.add(alterTable(to, difference.properties, {
        ...frame, rank: ranks.alterTable,
        consumes: [...frame.consumes, ...optionNeeds(to, ground.goalSide)], uses: away === undefined ? optionNeeds(known(ground.baseSide.tables, to.id), ground.baseSide) : [],
      }), `table ${to.id}`);
      build.before(away, change);
    }
  }
}

/** A table that stays while a table its options name goes lets go of it before, and takes to its successor after. */
function leaveParents(table: Table, dropped: readonly Table[], differences: ReadonlyMap<string, Difference>, build: Build): void {
  const { baseSide, goalSide } = build.ground;
  const gone = new Set(dropped.flatMap((parent) => baseSide.addresses.get(parent.id) ?? []));
  const after = known(goalSide.tables, table.id);
  const { part, apart } = build.ground.target.rules.table;
  const [before, now] = [part?.(table), part?.(after)];
  const moves = before !== undefined && differences.has(`alter ${table.id}`) && (before.of !== now?.of || before.share !== now.share);
  const kept = gone.size === 0 ? Object.entries(table.options) : Object.entries(table.options).filter(([, value]) => !optionNeeds({ ...table, options: { only: value } }, baseSide).some((address) => gone.has(address)));
  if ((!moves && kept.length === Object.keys(table.options).length) || build.rebuilt.has(table.id)) return;
  const [change] = [`alter ${table.id}`, `rename ${table.id}`].flatMap((key) => differences.get(key) ?? []);
  const frame = standing(table.id, change === undefined ? [] : [change], build);
  const between: Table = { ...(moves && apart !== undefined ? apart(table) : { ...table, options: Object.fromEntries(kept) }), name: after.name };
  const away = build.add(alterTable(between, ["options"], { ...frame, title: `Take ${table.name} out`, rank: ranks.renameTable, produces: [], uses: optionNeeds(table, baseSide) }), `table ${table.id}`);
  if (differences.has(`alter ${table.id}`)) return;
  const back = build.add(alterTable(after, ["options"], { ...frame, title: `Put ${table.name} in`, rank: ranks.alterTable, produces: [], consumes: [...frame.consumes, ...optionNeeds(after, goalSide)] }), `table ${table.id}`);
  build.before(away, back);
}

/** An index on a table of parts takes over a like index of a part, which could then not go by itself. */
function makeRoomForIndexes(build: Build): void {
  const { target, base, goalSide } = build.ground;
  const { part } = target.rules.table;
  if (part === undefined) return;
  for (const table of base.tables) {
    const after = goalSide.tables.get(table.id);
    const of = after === undefined ? undefined : part(after)?.of;
    const parent = of === undefined ? undefined : build.ground.goal.tables.find((candidate) => qualified(candidate.namespace, candidate.name) === of);
    if (parent === undefined) continue;
    const adds = parent.indexes.flatMap((index) => build.operationsOf(`index ${index.id}`).filter((operation) => operation.verb === "add"));
    for (const index of table.indexes) for (const drop of build.operationsOf(`index ${index.id}`)) if (drop.verb === "drop") for (const add of adds) build.before(drop, add);
  }
}

/** Indexes that leave out a table's parts come when all parts are there. */
function leavePartsOut(build: Build): void {
  const { goal, goalSide, baseSide, target } = build.ground;
  for (const table of goal.tables) {
    for (const id of target.rules.table.withoutParts?.(table) ?? []) {
      for (const add of build.operationsOf(`index ${id}`).filter(({ verb }) => verb === "add")) {
        for (const part of goal.tables.filter((other) => parentsOf(other, goalSide).some((parent) => parent.id === table.id))) {
          const comes = build.operationsOf(`table ${part.id}`).filter(({ verb }) => (baseSide.tables.has(part.id) ? verb === "alter" : verb === "add")).at(-1);
          build.before(comes, add);
        }
      }
    }
  }
}

/** Parts of a table do not overlap: those that go or move make room before others come. */
function makeRoom(build: Build): void {
  const { target, base, goal, baseSide, goalSide } = build.ground;
  const { part } = target.rules.table;
  if (part === undefined) return;
  const leaving = new Map<string, Operation[]>();
  for (const table of base.tables) {
    const of = part(table)?.of;
    const own = build.operationsOf(`table ${table.id}`);
    const first = goalSide.tables.has(table.id) ? own.find((operation) => operation.verb === "alter" && operation.rank === ranks.renameTable) : own.find((operation) => operation.verb === "drop");
    if (of !== undefined && first !== undefined) leaving.set(of, [...(leaving.get(of) ?? []), first]);
  }
  for (const table of goal.tables) {
    const of = part(table)?.of;
    const own = build.operationsOf(`table ${table.id}`);
    const last = baseSide.tables.has(table.id) ? own.findLast((operation) => operation.verb === "alter") : own.find((operation) => operation.verb === "add");
    for (const other of of === undefined || last === undefined ? [] : leaving.get(of) ?? []) if (other.group !== last?.group) build.before(other, last);
  }
}

/** A type is made anew while no table stands that fixes it: those that go for that go before, and come again after. */
function freeHeldTypes(build: Build): void {
  const { base, goal, target } = build.ground;
  for (const [id, way] of rebuiltEnums(build.ground)) {
    if (way !== "up") continue;
    const holding = (table: Table): boolean => table.columns.some((column) => usesEnum(column.type, id) && target.rules.table.holds?.(table).includes(column.id) === true);
    for (const change of build.operationsOf(`enum ${id}`).filter(({ verb }) => verb === "alter")) {
      for (const table of base.tables.filter(holding)) for (const drop of build.operationsOf(`table ${table.id}`)) if (drop.verb === "drop") build.before(drop, change);
      for (const table of goal.tables.filter(holding)) for (const create of build.operationsOf(`table ${table.id}`)) if (create.verb === "add") build.before(change, create);
    }
  }
}

/**
 * A parent takes only children whose columns are as its own: those change or go before a table comes to it, the parent's too.
 * A table that leaves takes its columns along as they are, before the parent's change.
 */
function becomeAlike(build: Build): void {
  const { base, baseSide, goalSide } = build.ground;
  const isChild = (child: Table | undefined, parent: Id, side: Side): boolean => child !== undefined && parentsOf(child, side).some(({ id }) => id === parent);
  for (const task of build.tasks) {
    const retyped = task.differences.some((d) => d.verb === "alter" && d.properties.some((property) => property === "type" || property === "collation"));
    const dropped = task.differences.some(({ verb }) => verb === "drop");
    if (task.kind !== "column" || (!retyped && !dropped)) continue;
    const [before, after] = [known(baseSide.tables, task.table), known(goalSide.tables, task.table)];
    const name = (dropped ? before : after).columns.find(({ id }) => id === task.id)?.name;
    const gains = parentsOf(after, goalSide).some((parent) => !isChild(before, parent.id, baseSide) && (dropped ? baseSide.tables.get(parent.id) : parent)?.columns.some((column) => column.name === name) === true);
    const standing = base.tables.filter(({ id }) => goalSide.tables.has(id) && id !== task.table);
    const come = standing.filter((child) => isChild(goalSide.tables.get(child.id), task.table, goalSide) && !isChild(child, task.table, baseSide));
    const leave = standing.filter((child) => isChild(child, task.table, baseSide) && !isChild(goalSide.tables.get(child.id), task.table, goalSide));
    const altersOf = (table: Table): readonly Operation[] => build.operationsOf(`table ${table.id}`).filter(({ verb }) => verb === "alter");
    for (const operation of build.operationsOf(`column ${task.id}`)) {
      if (gains && altersOf(after).length > 1) build.before(altersOf(after)[0], operation);
      for (const table of [...(gains ? [after] : []), ...come]) build.before(operation, altersOf(table).at(-1));
      for (const table of leave) build.before(altersOf(table)[0], operation);
    }
  }
}

/** Tables built anew; runs when the renames of their columns are there. */
export function buildRebuilds(build: Build): void {
  freeHeldTypes(build);
  becomeAlike(build);
  makeRoom(build);
  makeRoomForIndexes(build);
  leavePartsOut(build);
  for (const id of build.rebuilt) rebuild(id, build);
}

function createTables(tables: readonly Table[], differences: ReadonlyMap<string, Difference>, build: Build): void {
  const { ground } = build;
  const contained = ground.target.rules.table.createsForeignKeys;
  const { order, late } = referenceOrder(tables);
  order.forEach((table, i) => {
    const difference = differences.get(`add ${table.id}`);
    if (difference?.verb !== "add") return;
    const slot = ranks.createTable + (7 * i) / order.length;
    const part = 7 / order.length / 8;
    const frame: Frame = {
      title: build.title(difference), changes: [build.change(difference)], group: `table ${table.id}`, rank: slot,
      produces: produced(table, contained, build), destroys: [], uses: [],
      consumes: [
        ...tableNeeds(table, ground.goalSide),
        ...(contained ? referenceNeeds(table, ground.goalSide, late) : []),
      ],
      subject: subjectOf(table.name, false, undefined, difference.to),
    };
    const creation = build.add(createTable(table, contained, frame), `table ${table.id}`);
    for (const key of contained ? table.foreignKeys.filter((candidate) => late.has(candidate.id)) : []) build.lookAhead(creation, ground.goalSide.addresses.get(key.referencedTable));
    for (const index of table.indexes) addToNew(memberShapes.index, index, table, frame, slot + part, build);
    for (const key of contained ? [] : table.foreignKeys) {
      addToNew(memberShapes.foreignKey, key, table, late.has(key.id) ? { ...frame, group: `foreign key ${key.id}` } : frame, late.has(key.id) ? addRanks["foreign key"] : slot + 2 * part, build);
    }
  });
}

function addToNew<T extends Member>(shape: MemberShape<T>, member: T, table: Table, frame: Frame, rank: number, build: Build): void {
  const address = build.ground.goalSide.addresses.get(member.id);
  build.add(addMember(shape, member, table.id, {
    ...frame, rank,
    title: `Add ${shape.kind} ${member.name ?? `of ${table.name}`}`,
    produces: address === undefined ? [] : [address],
    consumes: memberNeeds(shape.kind, member.id, table, build.ground.goalSide).filter((need) => need !== address),
    subject: { ...frame.subject, name: member.name ?? `${shape.kind} of ${table.name}`, facts: {} },
  }), `${shape.kind} ${member.id}`);
}

function produced(table: Table, withForeignKeys: boolean, build: Build): string[] {
  const members = [...table.columns, ...memberShapes.primaryKey.list(table), ...table.uniques, ...table.checks, ...(withForeignKeys ? table.foreignKeys : [])];
  return [table, ...members].flatMap((record) => build.ground.goalSide.addresses.get(record.id) ?? []);
}

function dropTables(tables: readonly Table[], differences: ReadonlyMap<string, Difference>, build: Build): void {
  const { ground } = build;
  const { order, late } = referenceOrder(tables);
  // What references goes before what it references.
  order.toReversed().forEach((table, i) => {
    const difference = differences.get(`drop ${table.id}`);
    if (difference?.verb !== "drop") return;
    const addresses = ground.baseSide.addresses;
    const frame: Frame = {
      title: build.title(difference), changes: [build.change(difference)], group: `table ${table.id}`, rank: ranks.dropTable + i / order.length,
      produces: [], consumes: [],
      destroys: ownAddresses(table, ground.baseSide),
      uses: [...tableNeeds(table, ground.baseSide), ...referenceNeeds(table, ground.baseSide, late)],
      subject: subjectOf(table.name, true, difference.from, undefined),
    };
    build.add(dropTable(table.id, frame), `table ${table.id}`);
    if (ground.target.rules.table.createsForeignKeys) return;
    for (const key of table.foreignKeys.filter((candidate) => late.has(candidate.id))) {
      const address = addresses.get(key.id);
      build.add(dropMember(memberShapes.foreignKey, key.id, table.id, {
        ...frame, group: `foreign key ${key.id}`, rank: dropRanks["foreign key"], title: `Drop foreign key ${key.name ?? `of ${table.name}`}`,
        destroys: address === undefined ? [] : [address],
        uses: memberNeeds("foreign key", key.id, table, ground.baseSide).filter((need) => need !== address),
        subject: { ...frame.subject, name: key.name ?? `foreign key of ${table.name}`, facts: { temporary: true } },
      }), `foreign key ${key.id}`);
    }
  });
}

function rebuild(id: Id, build: Build): void {
  const table = known(build.ground.goalSide.tables, id);
  const before = known(build.ground.baseSide.tables, id);
  const tasks = build.tasks.filter((task) => task.table === id);
  // Renames of columns are operations of their own, made before.
  const differences = [
    ...build.ground.differences.filter((d) => d.kind === "table" && d.verb === "alter" && d.to.id === id),
    ...tasks.flatMap((task) => task.differences.filter((d) => !(d.verb === "rename" && d.kind === "column"))),
  ];
  const frame = standing(id, differences, build);
  const needs = (side: Build["ground"]["goalSide"], owner: Table): string[] => [
    ...tableNeeds(owner, side),
    ...referenceNeeds(owner, side, new Set()),
  ];
  const members = (side: Build["ground"]["goalSide"], except: ReadonlySet<Id> = new Set()): string[] => tasks.filter((task) => !except.has(task.id) && task.differences.some((d) => d.verb !== "rename")).flatMap((task) => side.addresses.get(task.id) ?? []);
  const operation = build.add(rebuildTable(table, [build.ground.baseSide, build.ground.goalSide].flatMap((side) => side.addresses.get(id) ?? []), {
    ...frame, rank: ranks.rebuildTable,
    title: `Rebuild table ${table.name}: ${differences.map((d) => build.title(d)).join("; ")}`,
    produces: members(build.ground.goalSide),
    destroys: members(build.ground.baseSide, new Set([...build.stepAside, ...tasks.filter((task) => task.differences.some((d) => d.verb === "rename")).map((task) => task.id)])),
    consumes: needs(build.ground.goalSide, table), uses: needs(build.ground.baseSide, before),
    subject: { ...frame.subject, properties: differences.flatMap((d) => (d.verb === "alter" ? d.properties : [])) },
  }), `table ${id}`);
  for (const task of tasks) {
    for (const rename of build.operationsOf(`${task.kind} ${task.id}`)) build.before(rename, operation);
  }
}

/** What the foreign keys of a table stand on in other tables. */
function referenceNeeds(table: Table, side: Build["ground"]["goalSide"], except: ReadonlySet<Id>): Address[] {
  const own = new Set(ownAddresses(table, side));
  return table.foreignKeys.filter((key) => !except.has(key.id)).flatMap((key) => memberNeeds("foreign key", key.id, table, side)).filter((address) => !own.has(address));
}

function ownAddresses(table: Table, side: Build["ground"]["goalSide"]): Address[] {
  return [table.id, ...membersOf(table).map(({ member }) => member.id)].flatMap((id) => side.addresses.get(id) ?? []);
}

/** The frame of an operation on a table that stays. */
function standing(id: Id, differences: readonly Difference[], build: Build): Omit<Frame, "rank"> {
  const { ground } = build;
  const before = ground.baseSide.addresses.get(id);
  const after = ground.goalSide.addresses.get(id);
  const [first] = differences;
  const table = known(ground.goalSide.tables, id);
  const renamed = before !== after;
  return {
    title: first === undefined ? `Change table ${table.name}` : build.title(first),
    changes: differences.map((difference) => build.change(difference)), group: `table ${id}`,
    produces: after === undefined ? [] : [after],
    destroys: renamed && before !== undefined && first?.verb === "rename" ? [before] : [],
    consumes: table.namespace === undefined ? [] : [`namespace:${table.namespace}`], uses: [],
    // What breaks is what still uses the old name.
    subject: subjectOf(first?.verb === "rename" ? known(ground.baseSide.tables, id).name : table.name, true, first !== undefined && first.verb !== "add" ? first.from : undefined, first !== undefined && first.verb !== "drop" ? first.to : undefined,
      first?.verb === "alter" ? first.properties : []),
  };
}
