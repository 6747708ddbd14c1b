import { likelyRenames } from "../diff";
import type { Diagnostic, Id } from "../model";
import { Build } from "./build";
import { buildAsides, orderAsides } from "./build-asides";
import { buildEnums } from "./build-enums";
import { buildMembers } from "./build-members";
import { buildObjectRecreations, buildObjects } from "./build-objects";
import { buildRebuilds, buildTables } from "./build-tables";
import { withCarried } from "./carried";
import { changesOf } from "./changes";
import { describer } from "./describe";
import { askedDiff, groundOf, type Ground } from "./ground";
import { memberTasks } from "./manner";
import { migrationsOf } from "./migrations";
import { objectReplacement } from "./object-statements";
import type { Plan, PlanRequest } from "./plan";
import { rebuiltEnums } from "./rebuilt-enums";
import { recreationsOf } from "./recreations";
import { sequence } from "./sequence";
import { stepsOf } from "./steps";

/**
 * Plans the way from base to goal: what differs, the files that make it, the questions only a person can answer,
 * and what could not be planned. Pure; the same request gives the same plan.
 */
export function plan(between: PlanRequest): Plan {
  const request = withCarried(between);
  const asked = askedDiff(request);
  // The usual case while people draw: nothing to plan yet.
  if (asked.differences.length === 0) return { changes: [], migrations: [], questions: [], diagnostics: [] };
  const ground = groundOf(request, asked);
  const byId = (tables: PlanRequest["base"]["tables"]): Map<Id, PlanRequest["base"]["tables"][number]> => new Map(tables.map((table) => [table.id, table]));
  const words = describer(request.target, request.base, request.goal, { base: { tables: byId(request.base.tables) }, goal: { tables: byId(request.goal.tables) } });
  const changes = changesOf(ground, words);
  const questions = likelyRenames(request.base, request.goal, ground.asked);
  const diagnostics = unknownKinds(ground);
  if (changes.length === 0 || diagnostics.length > 0) return { changes, migrations: [], questions, diagnostics };
  const build = operationsOf(ground, new Map(changes.map((change) => [change.id, change.title])));
  const { clusters } = stepsOf(sequence(build.operations, build.edges), ground);
  return { changes, migrations: migrationsOf(clusters, request.target), questions, diagnostics };
}

/** The operations of a plan with the orderings that their addresses do not show. */
export function operationsOf(ground: Ground, titles: ReadonlyMap<string, string>): Build {
  const { tasks, rebuilt } = memberTasks(ground);
  const replaced = replacedObjects(ground);
  const recreations = recreationsOf(ground, tasks, rebuilt, replaced, rebuiltEnums(ground));
  const build = new Build(ground, tasks, rebuilt, replaced, recreations, titles);
  buildEnums(build);
  buildTables(build);
  buildObjects(build);
  buildMembers(build);
  buildRebuilds(build);
  buildAsides(build);
  orderAsides(build, buildObjectRecreations(build));
  build.finish();
  return build;
}

/** Objects that cannot be turned into their new form in place, either way. */
function replacedObjects(ground: Ground): Set<Id> {
  const replaced = new Set<Id>();
  for (const difference of ground.differences) {
    if (difference.kind !== "object" || difference.verb === "add" || difference.verb === "drop") continue;
    const from = ground.baseSide.objects.get(difference.from.id);
    const to = ground.goalSide.objects.get(difference.to.id);
    if (from === undefined || to === undefined) continue;
    const inPlace = difference.verb === "alter" && objectReplacement(from, to, ground.target, ground.up) !== undefined
      && objectReplacement(to, from, ground.target, ground.down) !== undefined;
    if (!inPlace) replaced.add(to.id);
  }
  return replaced;
}

function unknownKinds(ground: Ground): Diagnostic[] {
  return ground.differences.flatMap((difference): Diagnostic[] => {
    if (difference.kind !== "object") return [];
    const fact = difference.verb === "drop" ? difference.from : difference.to;
    const [kind] = fact.scope.split("\n");
    if (kind !== undefined && ground.target.objectKinds[kind] !== undefined) return [];
    return [{
      code: "plan-kind-unknown", severity: "error", place: { objectId: difference.verb === "drop" ? ground.askedId(fact.id) : fact.id },
      message: `${ground.target.label} has no ${kind}: ${fact.name ?? ""} cannot be migrated. Remove it from the design or write its migration by hand.`,
    }];
  });
}
