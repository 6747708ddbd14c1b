import { afterAll, describe, expect, test } from "vitest";
import type { TechnologyId } from "../model";
import { plan, proposeEvolutions } from "../plan";
import { cases, type EvolutionCase } from "../proof/side-by-side/testing/cases";
import { fitted } from "../proof/side-by-side/testing/shop";
import { sharedSandboxes } from "../sandbox/testing/shared";
import { findTarget } from "../targets/registry";
import type { Target } from "../targets/target";
import { ReleaseSeries } from "./testing/releases";
import type { Pending } from "./pending";

const long = process.env["STRATA_LONG"] !== undefined;
const engines = sharedSandboxes();
afterAll(() => engines.close());
const targets = (["sqlite", "postgresql"] as const).map((id: TechnologyId) => findTarget(id) ?? expect.fail(id));
const beside = { id: "beside", name: "beside", columns: [{ id: "beside id", name: "id", type: { kind: "int64" as const }, nullable: false }], uniques: [], foreignKeys: [], checks: [], indexes: [], options: {} };

/** Releases a case phase by phase with a table of its own added on the way, and looks at each release before it is laid down. */
async function walk({ kind, answers, ...sides }: EvolutionCase, target: Target, look: (series: ReleaseSeries, pending: Pending) => Promise<void>): Promise<{ readonly series: ReleaseSeries; readonly phases: readonly string[] }> {
  const series = new ReleaseSeries(target);
  series.design = fitted(sides.base, target.capabilities);
  series.release();
  const base = series.design;
  const goal = fitted(sides.goal, target.capabilities);
  const proposal = proposeEvolutions({ target, version: target.versions[0]?.id ?? "", base, goal }).find((candidate) => candidate.kind === kind) ?? expect.fail(`${kind} is not proposed`);
  series.design = goal;
  series.evolutions = [{ id: "e", kind, subject: proposal.subject, answers: { ...answers?.all, ...answers?.[target.id] }, held: false, abandoned: false }];
  const phases: string[] = [];
  for (let step = 0; step < 20; step++) {
    const pending = series.pending();
    const [state] = pending.evolutions;
    if (state === undefined) break;
    expect(pending.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(pending.plan.changes.map(({ title }) => title).filter((title) => !title.endsWith("beside"))).toEqual([]);
    if (state.waits === "checkpoint") {
      phases.push("switch code");
      series.confirm("e", state.checkpoint?.phase ?? "");
      continue;
    }
    phases.push(state.phase?.kind ?? "nothing");
    await look(series, pending);
    series.release();
    if (step === 0) series.design = { ...goal, tables: [...goal.tables, beside] };
  }
  return { series, phases };
}

describe.each(targets)("releases of changes in phases on $label", (target) => {
  // PostgreSQL takes a second for each release: there in the long form only.
  const proves = long || !target.capabilities.concurrentIndexes;
  test.each(cases)("$kind of $name: released phase by phase, with another change on the way, the design is reached", async (evolutionCase) => {
    const { series, phases } = await walk(evolutionCase, target, async (course, pending) => {
      if (!proves) return;
      const proof = await course.prove(pending, () => engines.openSandbox(target.id));
      expect([phaseOf(pending), proof.diagnostics.filter(({ severity }) => severity === "error")]).toEqual([phaseOf(pending), []]);
      expect(proof.passed).toBe(true);
      expect(proof.diagnostics.map(({ code }) => code)).not.toContain("proof-history-failed");
    });
    expect(phases.length).toBeGreaterThan(1);
    const version = target.versions[0]?.id ?? "";
    expect(plan({ target, version, base: series.released?.schema ?? series.design, goal: series.design }).changes.map(({ title }) => title)).toEqual([]);
  }, 120_000);
});

function phaseOf({ evolutions }: Pending): string {
  return evolutions[0]?.phase?.id ?? "none";
}
