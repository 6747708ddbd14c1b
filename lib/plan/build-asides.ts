import type { Column, ColumnType, Id } from "../model";
import { subjectOf, type Build } from "./build";
import type { Remaking } from "./build-objects";
import { known } from "./ground";
import { onlyDown, type Operation } from "./operation";
import { convertColumn } from "./operations/convert-column";
import { ranks } from "./ranks";
import type { Aside } from "./recreations";

/** Columns that let go of a type, collation or function while it is made anew: text meanwhile, or without their default. */
export function buildAsides(build: Build): void {
  for (const [id, aside] of build.recreations.asides) buildAside(id, aside, build);
}

function buildAside(id: Id, aside: Aside, build: Build): void {
  const { baseSide, goalSide } = build.ground;
  const table = known(baseSide.tables, aside.table);
  const before = table.columns.find((column) => column.id === id);
  const after = known(goalSide.tables, aside.table).columns.find((column) => column.id === id);
  if (before === undefined || after === undefined) return;
  const from: Column = { ...before, name: after.name };
  const { default: _, collation: __, ...bare } = from;
  const to: Column = { ...bare, ...(aside.typed ? { type: standIn(before.type) } : before.collation === undefined ? {} : { collation: before.collation }) };
  const properties = asideProperties(aside);
  const causes = [...aside.causes].flatMap((cause) => build.operationsOf(cause));
  const name = `${table.name}.${from.name}`;
  const frame = {
    changes: [...new Set(causes.flatMap((cause) => cause.changes))], group: causes[0]?.group ?? `table ${aside.table}`,
    produces: [], consumes: [], destroys: [], uses: [],
    subject: { ...subjectOf(name, true, undefined, undefined, properties), facts: { temporary: true } },
  };
  const way = build.recreations.onlyDown(aside.causes) ? onlyDown : (operation: Operation) => operation;
  const own = build.operationsOf(`column ${id}`);
  // The column's own change leads out of the meantime by itself.
  const change = build.recreations.onlyDown(aside.causes) ? undefined : own.find((operation) => operation.verb === "alter");
  const away = build.add(way(convertColumn(from, to, properties, aside.table, { ...frame, title: `Set ${name} aside`, rank: ranks.renameColumn })), `aside ${id}`);
  if (change !== undefined) {
    build.know(change, `aside ${id}`);
    build.before(away, change);
  }
  const back = change ?? build.add(way(convertColumn(to, from, properties, aside.table, { ...frame, title: `Put ${name} back`, rank: ranks.alterColumn })), `aside ${id}`);
  build.before(away, back);
  for (const operation of own) {
    if (operation.verb === "rename") build.before(operation, away);
    else if (operation !== change) build.before(back, operation);
  }
}

/** Orders what `buildAsides` made around what is made anew. */
export function orderAsides(build: Build, remade: ReadonlyMap<Id, Remaking>): void {
  for (const [id, aside] of build.recreations.asides) {
    const [away, back] = build.operationsOf(`aside ${id}`);
    for (const object of aside.objects) {
      const [drop, create] = build.operationsOf(`object ${object}`);
      const pair = remade.get(object) ?? { drop, create };
      build.before(away, pair.drop);
      build.before(pair.create, back);
    }
  }
}

/** What a column gives up and takes up again. */
export function asideProperties(aside: Aside): readonly string[] {
  return aside.typed ? ["type", "default", "collation"] : ["default"];
}

function standIn(type: ColumnType): ColumnType {
  return type.kind === "array" ? { kind: "array", of: { kind: "text" } } : { kind: "text" };
}
