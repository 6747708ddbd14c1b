import { nanoid } from "nanoid";
import type { EvolutionState } from "../../design/evolve";
import { isNothing } from "../../design/pending";
import type { PendingShape } from "../../design/pending-shape";
import { proofHistory } from "../../design/proof-history";
import { mainStore } from "../../design/released-shapes";
import type { StoredProof } from "../../design/wire";
import { fail, succeed, type Diagnostic, type Result } from "../../model";
import { proofSubject } from "../../proof/subject";
import { reviewHazards, type EvolutionProof, type Proof, type StoreProof } from "../../proof";
import type { Services } from "../services";
import type { JobProgress } from "../workers/job";
import { proveEvolutionJob, proveJob, proveNativeJob, type ProveInput } from "../workers/jobs";
import type { Failure } from "./outcome";
import { planDesign, type PlannedDesign } from "./plan-design";
import { presentProof } from "./present-release";
import { schemaOf } from "./released-base";

/** Longest time a proof may take, in milliseconds. A thousand tables take about a minute. */
const timeLimit = 300_000;

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

/**
 * Plans the design as stored now against its last release, runs the files on an engine in a worker, then each change in phases that
 * goes on with them from its beginning to its end, and keeps the proof, passed or not. Whether the caller may is checked before (the
 * answer is a stream).
 */
export async function proveDesign(services: Services, id: string, options: Work): Promise<Result<StoredProof>> {
  // Kept as the proof's time: with timestamp numbering, the same time gives the same file names when it is released.
  const createdAt = new Date();
  const planned = await planDesign(services, id, createdAt);
  if (!planned.ok) return fail(diagnosticOf(planned));
  const { pending, problems, design, subject } = planned.value;
  const errors = [...problems, ...pending.diagnostics].filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) return fail(...errors.map(({ code, severity, message, place }) => ({ code, severity, message, ...(place === undefined ? {} : { place }) })));
  if (isNothing(pending)) return fail({ code: "nothing-changed", severity: "error", message: "Nothing changed since the last release, so there is nothing to prove." });

  const own = pending.shapes.find(({ store }) => store === mainStore);
  const proven = own === undefined ? await proveStatements(planned.value, services, options) : await proveShape(own, subject, services, options);
  if (!proven.ok) return proven;
  const evolutions: EvolutionProof[] = [];
  for (const state of pending.evolutions) {
    const result = await proveEvolutionOf(state, planned.value, services, options);
    if (result?.ok === false) return result;
    if (result !== undefined) evolutions.push(result.value);
  }
  const stores: StoreProof[] = [];
  for (const shape of pending.shapes) {
    if (shape === own || shape.migrations.length === 0) continue;
    const result = await proveShape(shape, subject, services, options);
    if (!result.ok) return result;
    const { passed, engine, fidelity, stages, seededRows, diagnostics, milliseconds } = result.value;
    stores.push({ id: shape.store, title: shape.target.label, passed, engine, fidelity, stages, seededRows, diagnostics, milliseconds });
  }
  const hazards = own === undefined ? { hazards: reviewHazards({ migrations: statementsOf(pending), proof: proven.value, base: pending.base, goal: pending.goal, renames: design.settings.renames, rows: design.rowCounts }) } : {};
  const proof: Proof = {
    ...proven.value, subject, ...hazards, ...(evolutions.length === 0 ? {} : { evolutions }), ...(stores.length === 0 ? {} : { stores }),
    passed: proven.value.passed && [...evolutions, ...stores].every(({ passed }) => passed),
  };
  const record = { id: nanoid(), designId: id, subject, passed: proof.passed, body: JSON.stringify(proof), createdAt };
  await services.store.catalog.saveProof(record);
  return succeed(presentProof(record));
}

/** The files that an SQL engine runs: all but those of derived stores. */
function statementsOf({ migrations }: PlannedDesign["pending"]): PlannedDesign["pending"]["migrations"] {
  return migrations.filter(({ language }) => language === undefined);
}

async function proveStatements(planned: PlannedDesign, services: Services, options: Work): Promise<Result<Proof>> {
  const { pending, target, design } = planned;
  const files = statementsOf(pending).map(({ file }) => file);
  const { renames, targetVersion } = design.settings;
  const proven = await services.workers.run(proveJob, { target: target.id, version: targetVersion, base: pending.base, goal: pending.goal, files, renames, ...underWay(planned) }, { ...options, timeLimit });
  if (proven.ok && proven.value.subject !== await proofSubject(pending.base, pending.goal, files)) throw new Error("The proof is of something else than what was planned");
  return proven;
}

/** Runs the files of one derived store. */
function proveShape({ store, target, version, base, mapped, migrations }: PendingShape, subject: string, services: Services, options: Work): Promise<Result<Proof>> {
  const onProgress = (progress: JobProgress): void => options.onProgress(store === mainStore ? progress : { ...progress, label: `${target.label}: ${progress.label}` });
  return services.workers.run(proveNativeJob, { target: target.id, version, base, goal: mapped.model, migrations, subject }, { signal: options.signal, onProgress, timeLimit });
}

/** What rows are to be like where changes in phases are under way. */
function underWay({ pending, releases }: PlannedDesign): Pick<ProveInput, "history"> {
  if (pending.evolutions.every(({ inFlight }) => inFlight === undefined)) return {};
  const history = proofHistory(pending.evolutions, releases.map((release) => ({
    number: release.number, schema: schemaOf(release), files: release.files.filter(({ kind }) => kind === undefined).map(({ name, content }) => ({ name, content })),
  })));
  return history === undefined ? {} : { history };
}

/** The proof of all phases of a change that the pending release moves on; undefined where it stays. */
async function proveEvolutionOf(state: EvolutionState, { design, target, pending }: PlannedDesign, services: Services, options: Work): Promise<Result<EvolutionProof> | undefined> {
  const record = state.inFlight ?? design.evolutions.find(({ id }) => id === state.id);
  if (state.phase === undefined || record === undefined) return undefined;
  const { kind, subject, answers } = record;
  const ground = state.inFlight ?? { base: pending.base, goal: pending.drawn };
  const queries = design.patterns.flatMap(({ name, query }) => (query === undefined ? [] : [{ name, sql: query }]));
  const onProgress = (progress: JobProgress): void => options.onProgress({ ...progress, label: `${state.title}: ${progress.label}` });
  const proven = await services.workers.run(proveEvolutionJob, {
    target: target.id, version: design.settings.targetVersion, kind, subject, answers, base: ground.base, goal: ground.goal, queries,
  }, { signal: options.signal, onProgress, timeLimit });
  if (!proven.ok) return proven;
  const { passed, engine, stages, seededRows, diagnostics, milliseconds } = proven.value;
  return succeed({ id: state.id, title: state.title, passed, engine, stages, seededRows, diagnostics, milliseconds });
}

function diagnosticOf({ code, message }: Failure): Diagnostic {
  return { code, severity: "error", message };
}
