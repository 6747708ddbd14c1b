import type { Id, Schema, Table } from "../model";
import type { Statement } from "../targets/target";
import { formOf, isGentle } from "./forms";
import type { Ground } from "./ground";
import { hazardsOf } from "./hazards";
import type { Moment, Operation } from "./operation";
import type { Reversibility, Step } from "./plan";
import { referenceOrder } from "./reference-order";
import type { Cluster } from "./sequence";

/** A step with the operation it came from. */
export interface PlannedStep {
  readonly step: Step;
  /** It goes on with the operation of the step before, which has the way back of both. */
  readonly continues: boolean;
  readonly operation: Operation;
}

/** Runs the operations on a schema, asking the rules at each moment; operations without statements leave no step. */
export function stepsOf(clusters: readonly Cluster[], ground: Ground): { readonly clusters: PlannedStep[][]; readonly after: Schema } {
  let schema = ground.base;
  const elsewhere = lookedAhead(ground);
  const leftPointing = referencesLeft(ground);
  const planned = clusters.map((cluster) => {
    // The group whose table was just created; what follows it without a break goes with its table on the way back.
    let fresh: string | undefined;
    return cluster.flatMap((operation) => {
      if (operation.verb === "add" && operation.kind === "table") fresh = operation.group;
      else if (operation.group !== fresh) fresh = undefined;
      const after = operation.apply(schema);
      const moment: Moment = { before: schema, after, target: ground.target, version: ground.version, online: isGentle(operation, ground), rows: ground.rows, goal: ground.goal, base: ground.base, elsewhere };
      schema = after;
      return stepOf(operation, moment, fresh !== undefined, leftPointing);
    });
  });
  return { clusters: planned, after: schema };
}

/** Tables in cycles of references, for targets that write foreign keys with the table. */
function lookedAhead({ target, base, goal, baseSide, goalSide }: Ground): Table[] {
  if (!target.rules.table.createsForeignKeys) return [];
  return [goal.tables.filter((table) => !baseSide.tables.has(table.id)), base.tables.filter((table) => !goalSide.tables.has(table.id))].flatMap((tables) => {
    const { late } = referenceOrder(tables);
    const wanted = new Set(tables.flatMap((table) => table.foreignKeys.filter((key) => late.has(key.id)).map((key) => key.referencedTable)));
    return tables.filter((table) => wanted.has(table.id));
  });
}

/**
 * Tables that go while rows of tables that stay point at theirs, with the names of those: down makes such a table anew without
 * its rows, and no engine takes back a foreign key to rows that are not there.
 */
function referencesLeft({ base, goalSide }: Ground): ReadonlyMap<Id, readonly string[]> {
  const left = new Map<Id, string[]>();
  for (const table of base.tables) {
    const stays = goalSide.tables.get(table.id);
    if (stays === undefined) continue;
    for (const key of table.foreignKeys) {
      const kept = key.columns.every((id) => stays.columns.some((column) => column.id === id));
      if (kept && !goalSide.tables.has(key.referencedTable)) left.set(key.referencedTable, [...(left.get(key.referencedTable) ?? []), table.name]);
    }
  }
  return left;
}

function stepOf(operation: Operation, moment: Moment, fresh: boolean, leftPointing: ReadonlyMap<Id, readonly string[]>): PlannedStep[] {
  const up = operation.up(moment);
  const goesWithItsTable = operation.verb === "add" && operation.kind !== "table" && operation.kind !== "object"
    && fresh && up.every((statement) => statement.transaction !== "outside");
  const down = goesWithItsTable ? [] : operation.down(moment);
  if (up.length === 0 && down.length === 0) return [];
  const parts = atCommits(up);
  const form = formOf(operation, moment, up, down);
  const pointing = operation.verb === "drop" && operation.kind === "table"
    ? moment.before.tables.flatMap(({ id }) => (moment.after.tables.some((table) => table.id === id) ? [] : leftPointing.get(id) ?? [])) : [];
  return parts.map((part, i) => ({
    operation,
    continues: i > 0,
    step: {
      changes: operation.changes,
      title: operation.title,
      up: part,
      // The first part is the last that down comes to.
      down: i === 0 ? down : [],
      produces: operation.produces,
      consumes: operation.consumes,
      destroys: operation.destroys,
      hazards: i === 0 ? hazardsOf(operation, up, moment) : [],
      ...(form === undefined ? {} : { form }),
      reversibility: reversibilityOf(operation, part, down, pointing),
    },
  }));
}

/** What follows a commit is a step of its own, so that it can stand in a file of its own. */
function atCommits(statements: readonly Statement[]): Statement[][] {
  const parts: Statement[][] = [[]];
  statements.forEach((statement, i) => {
    parts.at(-1)?.push(statement);
    if (statement.transaction === "commit-after" && i < statements.length - 1) parts.push([]);
  });
  return parts;
}

function reversibilityOf(operation: Operation, up: readonly Statement[], down: readonly Statement[], pointing: readonly string[]): Reversibility {
  // What is taken down for a while and put back loses nothing that its own text does not give back.
  const losses = operation.subject.facts.temporary === true ? [] : up.flatMap((statement) => statement.loss ?? []);
  if (operation.verb !== "add" && operation.verb !== "rename" && down.length === 0 && up.length > 0 && operation.kind === "enum") {
    return { kind: "irreversible", why: `${operation.title}: the target has no statement that takes it back` };
  }
  if (pointing.length > 0) {
    const names = [...new Set(pointing)].join(", ");
    return { kind: "irreversible", why: `${operation.title}: rows of ${names} still refer to rows that are gone for good, so down can give back the table but not the foreign keys to it` };
  }
  return losses.length === 0 ? { kind: "lossless" } : { kind: "lossy", what: [...new Set(losses)].join("; ") };
}
