import type { TechnologyId } from "../../model";
import type { Services } from "../services";
import { warmJob } from "../workers/jobs";

/** A rehearsal takes some seconds of computing; one that hangs is ended, with its worker. Milliseconds. */
const limit = 60_000;

/** Targets being got ready, so that many pages opened at once ask for it once. */
const running = new WeakMap<Services["workers"], Set<TechnologyId>>();

/**
 * Gets the engine of a target ready, because somebody is about to import: opens it and rehearses, so that the first import is no
 * slower than later ones. Does not wait, and never fails: without it an import only takes longer.
 */
export function prepareImport({ workers }: Pick<Services, "workers">, target: TechnologyId): void {
  const targets = running.get(workers) ?? new Set();
  running.set(workers, targets);
  if (targets.has(target)) return;
  targets.add(target);
  workers.run(warmJob, target, { timeLimit: limit }).catch(() => undefined).finally(() => targets.delete(target));
}
