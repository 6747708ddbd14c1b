import type { EvolutionCheck, EvolutionCheckResult } from "../../design/wire";
import { fail, succeed, type Result } from "../../model";
import type { Services } from "../services";
import type { JobProgress } from "../workers/job";
import { checkEvolutionJob } from "../workers/jobs";
import { planDesign } from "./plan-design";

/** Longest time that trying expressions may take, in milliseconds. */
const timeLimit = 60_000;

/** Tries the expressions of a change in phases on sample rows of the released schema; writes nothing. A refused answer is a failure with its reason. */
export async function checkEvolution(
  services: Services, id: string, { kind, subject, answers }: EvolutionCheck,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
): Promise<Result<EvolutionCheckResult>> {
  const planned = await planDesign(services, id, new Date());
  if (!planned.ok) return fail({ code: planned.code, severity: "error", message: planned.message });
  const { pending, design, target } = planned.value;
  const flight = pending.evolutions.find(({ inFlight }) => inFlight !== undefined && inFlight.kind === kind && JSON.stringify(inFlight.subject) === JSON.stringify(subject))?.inFlight;
  const ground = flight ?? { base: pending.base, goal: pending.drawn };
  const found = await services.workers.run(checkEvolutionJob, {
    target: target.id, version: design.settings.targetVersion, kind, subject, answers, base: ground.base, goal: ground.goal, queries: [],
  }, { ...options, timeLimit });
  return found.ok ? succeed({ findings: found.value }) : found;
}
