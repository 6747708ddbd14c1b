import { isNothing, lossesOf } from "../../design/pending";
import type { ReleasedShapes } from "../../design/released-shapes";
import type { NewRelease, ReleaseSummary } from "../../design/wire";
import { dataMigrationPath, lockEntries, migrationPath } from "../../export";
import { writeSchemaFile } from "../../import/json/import-json";
import { renderMigration, type MigrationFile } from "../../plan/migration-file";
import type { Services } from "../services";
import type { Owner, ProofRecord, ReleasedFile } from "../store/catalog";
import { findOwnDesign } from "./find-design";
import { designNotFound, done, failed, type Outcome } from "./outcome";
import { planDesign, type PlannedDesign } from "./plan-design";
import { presentReleaseSummary } from "./present-release";
import { parseProof } from "./stored-proof";

/**
 * Freezes what is pending: schema, files with their chained hashes and the hazards that the proof measured, changes in phases with the
 * phase they reach, and the proof that is of exactly these. Without a passing proof a reason is needed, and kept; what is lost must be
 * agreed to sentence by sentence, and that is kept. Fails when nothing changed, the plan has errors, or somebody released meanwhile.
 */
export async function releaseDesign(services: Services, owner: Owner, id: string, request: NewRelease): Promise<Outcome<ReleaseSummary>> {
  if ((await findOwnDesign(services, owner, id)) === undefined) return designNotFound;
  const proven = await provenPlan(services, id);
  if (!proven.ok) return proven;
  const { planned, proof } = proven.value;
  const refusal = refuseRelease(planned, proof, request);
  if (refusal !== undefined) return refusal;
  const { design, pending, releases, target } = planned;
  const passed = proof?.passed === true;
  const losses = lossesOf(pending);
  const release = await services.store.catalog.createRelease({
    designId: id, number: (releases[0]?.number ?? 0) + 1, name: request.name, note: request.note,
    schema: writeSchemaFile(target.id, pending.goal), target: target.id, targetVersion: design.settings.targetVersion,
    createdById: owner.user.id, files: await chained(planned, annotated(planned, proof)),
    ...(pending.shapes.length === 0 ? {} : { shapes: JSON.stringify(releasedShapes(pending)) }),
    ...(losses.length === 0 ? {} : { consent: JSON.stringify(losses) }),
    ...(pending.flights.length === 0 ? {} : { evolutions: JSON.stringify(pending.flights), drawn: writeSchemaFile(target.id, pending.drawn) }),
    ...(proof === undefined ? {} : { proofId: proof.id }),
    ...(passed || request.unprovenReason === undefined ? {} : { unprovenReason: request.unprovenReason }),
  });
  return release === undefined
    ? failed("conflict", "released-meanwhile", "Somebody else released this design just now. Look at that release and try again.")
    : done(presentReleaseSummary(release));
}

/**
 * The plan with the proof of exactly it. File names may hold the time of planning, so it is planned first for the time of the last
 * proof: when nothing changed since, that gives the proven files again.
 */
async function provenPlan(services: Services, id: string): Promise<Outcome<{ readonly planned: PlannedDesign; readonly proof: ProofRecord | undefined }>> {
  const last = await services.store.catalog.latestProof(id);
  const planned = await planDesign(services, id, last?.createdAt ?? new Date());
  if (!planned.ok) return planned;
  const proof = await services.store.catalog.findProof(id, planned.value.subject);
  if (proof !== undefined || last === undefined) return done({ planned: planned.value, proof });
  const anew = await planDesign(services, id, new Date());
  return anew.ok ? done({ planned: anew.value, proof: undefined }) : anew;
}

function refuseRelease({ pending, problems }: PlannedDesign, proof: ProofRecord | undefined, { unprovenReason, consent = [] }: NewRelease) {
  const broken = problems.find((problem) => problem.severity === "error");
  if (broken !== undefined) return failed("conflict", "design-has-problems", `The design has a problem that must be mended first: ${broken.message}`);
  const error = pending.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (error !== undefined) return failed("conflict", "plan-has-errors", error.message);
  if (isNothing(pending)) return failed("conflict", "nothing-changed", nothingToRelease(pending));
  const unagreed = lossesOf(pending).filter((loss) => !consent.includes(loss));
  if (unagreed.length > 0) return failed("conflict", "loss-not-agreed", `This release takes away for good: ${unagreed.join("; ")}. Agree to each of these losses, or change the design.`);
  if (proof?.passed === true || unprovenReason !== undefined) return undefined;
  return proof === undefined
    ? failed("conflict", "not-proven", "What is pending was not proven. Prove it, or give a reason for releasing it unproven.")
    : failed("conflict", "proof-failed", "The proof of what is pending failed. Mend the design, or give a reason for releasing it unproven.");
}

/** Nothing to release, and why when something waits. */
function nothingToRelease({ evolutions }: PlannedDesign["pending"]): string {
  const waiting = evolutions.flatMap(({ title, checkpoint }) => (checkpoint === undefined ? [] : [`${title} waits for somebody to confirm: ${checkpoint.confirm}`]));
  return waiting.length === 0 ? "Nothing changed since the last release." : `Nothing else changed since the last release. ${waiting.join(" ")}`;
}

/** The files as they are released: with the hazards that the proof measured in place of those that were only declared. */
function annotated({ pending }: PlannedDesign, proof: ProofRecord | undefined): readonly MigrationFile[] {
  const measured = new Map((proof === undefined ? [] : parseProof(proof.body).hazards ?? []).map(({ file, hazards }) => [file, hazards]));
  return pending.migrations.flatMap(({ planned, file, language, beside = [] }) => [
    language === undefined ? renderMigration(planned, file.name, measured.get(file.name)) : file, ...beside,
  ]);
}

/** The shapes that the release freezes, by their store. */
function releasedShapes({ shapes }: PlannedDesign["pending"]): ReleasedShapes {
  return Object.fromEntries(shapes.map(({ store, target, version, mapped }) => [store, { target: target.id, version, model: mapped.model }]));
}

/** Where a released file lies in a bundle, by which the lock knows it. */
export function releasedPath({ name, kind }: Pick<ReleasedFile, "name" | "kind">): string {
  return kind === "data" ? dataMigrationPath(name) : migrationPath(name);
}

/** The new files with hashes that go on from those of all earlier releases: the same chain as in an export's strata.lock. */
async function chained({ pending, releases }: PlannedDesign, migrations: readonly MigrationFile[]): Promise<readonly ReleasedFile[]> {
  const earlier = releases.toReversed().flatMap((release) => release.files);
  const fresh: Omit<ReleasedFile, "sha256" | "chain">[] = [...migrations, ...pending.dataMigrations.map((file) => ({ ...file, kind: "data" as const }))];
  const entries = (await lockEntries([...earlier, ...fresh].map((file) => ({ content: file.content, name: releasedPath(file) })))).slice(earlier.length);
  return fresh.map((file, i) => {
    const entry = entries[i];
    if (entry === undefined) throw new Error("The lock has fewer entries than files");
    return { ...file, sha256: entry.sha256, chain: entry.chain };
  });
}
