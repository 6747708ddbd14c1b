import { afterAll, describe, expect, test } from "vitest";
import { heldBack, plan, proposeEvolutions, findEvolutionKind } from "../../plan";
import type { Evolution, EvolutionProposal } from "../../plan";
import type { Schema, TechnologyId } from "../../model";
import type { Sandbox } from "../../sandbox/sandbox";
import { openTestMysql, testServers } from "../../sandbox/testing/mysql-server";
import { sharedSandboxes } from "../../sandbox/testing/shared";
import { findTarget } from "../../targets/registry";
import type { Target } from "../../targets/target";
import { proveEvolution } from "./prove-evolution";
import { cases, harderCases, type EvolutionCase } from "./testing/cases";
import { fitted } from "./testing/shop";

const engines = sharedSandboxes();
afterAll(() => engines.close());

const [server] = testServers;
const targets = (["postgresql", "sqlite", ...(server?.url === undefined ? [] : ["mysql" as const])] as const).map((id) => findTarget(id) ?? expect.fail(id));
const openSandbox = (id: TechnologyId): Promise<Sandbox> => (id === "mysql" ? openTestMysql(server?.url) : engines.openSandbox(id));

function built({ kind, answers, ...sides }: EvolutionCase, target: Target): { evolution: Evolution; proposal: EvolutionProposal; base: Schema; goal: Schema; version: string } {
  const ground = { target, version: target.versions[0]?.id ?? "", base: fitted(sides.base, target.capabilities), goal: fitted(sides.goal, target.capabilities) };
  const proposal = proposeEvolutions(ground).find((candidate) => candidate.kind === kind) ?? expect.fail(`${kind} is not proposed`);
  const result = findEvolutionKind(kind)?.build({ ...ground, subject: proposal.subject, answers: { ...answers?.all, ...answers?.[target.id] } });
  if (result?.ok !== true) return expect.fail(JSON.stringify(result?.diagnostics));
  return { ...ground, evolution: result.value, proposal };
}

describe.each(targets)("evolutions on $label", (target) => {
  // PostgreSQL takes a second for each: one of each kind there, all in the long form.
  const short = target.capabilities.concurrentIndexes && process.env["STRATA_LONG"] === undefined;
  const proven = short ? cases.filter(({ kind }, at) => cases.findIndex((other) => other.kind === kind) === at) : [...cases, ...harderCases];
  test.each(proven)("$kind of $name: every phase works for both versions, and all of it goes back", async (evolutionCase) => {
    const { evolution } = built(evolutionCase, target);
    const proof = await proveEvolution({ target, version: target.versions[0]?.id ?? "", evolution, prepare: evolutionCase.prepare ?? [] }, { openSandbox });
    const failed = proof.stages.filter(({ passed }) => !passed).map(({ name, phase, observed }) => `${phase ?? ""} ${name}: ${observed}`);
    expect(failed).toEqual([]);
    expect(proof.stages.at(-1)?.name).toMatch(/again|compare phase|backfill/);
  });

  test.each([...cases, ...harderCases])("$kind of $name: what is planned beside it leaves it alone, and nothing is left at its end", (evolutionCase) => {
    const { evolution, base, goal, version } = built(evolutionCase, target);
    for (const { before, after } of evolution.phases) {
      for (const running of [before, after]) expect(plan({ target, version, base: running, goal: heldBack(evolution.phases, running, goal) }).changes.map(({ title }) => title)).toEqual([]);
    }
    const end = evolution.phases.at(-1)?.after ?? base;
    expect(plan({ target, version, base: end, goal }).changes.map(({ title }) => title)).toEqual([]);
  });
});
