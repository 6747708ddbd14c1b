import { nanoid } from "nanoid";
import type { StoredProof } from "../../design/wire";
import { fail, succeed, type Diagnostic, type Result } from "../../model";
import type { Services } from "../services";
import type { JobProgress } from "../workers/job";
import { proveJob } from "../workers/jobs";
import type { Failure } from "./outcome";
import { planDesign } from "./plan-design";
import { presentProof } from "./present-release";

/** Longest time a proof may take, in milliseconds. A thousand tables take about a minute. */
const timeLimit = 300_000;

/**
 * Plans the design as stored now against its last release, runs the files on an engine in a worker, and keeps the proof, passed
 * or not. Whether the caller may is checked before (the answer is a stream).
 */
export async function proveDesign(
  services: Services,
  id: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: JobProgress) => void },
): Promise<Result<StoredProof>> {
  // Kept as the proof's time: with timestamp numbering, the same time gives the same file names when it is released.
  const createdAt = new Date();
  const planned = await planDesign(services, id, createdAt);
  if (!planned.ok) return fail(diagnosticOf(planned));
  const { pending, problems, target, design, subject } = planned.value;
  const errors = [...problems, ...pending.diagnostics].filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) return fail(...errors.map(({ code, severity, message, place }) => ({ code, severity, message, ...(place === undefined ? {} : { place }) })));
  if (pending.migrations.length === 0) return fail({ code: "nothing-changed", severity: "error", message: "Nothing changed since the last release, so there is nothing to prove." });

  const proven = await services.workers.run(proveJob, {
    target: target.id, version: design.settings.targetVersion, base: pending.base, goal: pending.goal,
    files: pending.migrations.map((migration) => migration.file), renames: design.settings.renames,
  }, { ...options, timeLimit });
  if (!proven.ok) return proven;
  const proof = proven.value;
  if (proof.subject !== subject) throw new Error("The proof is of something else than what was planned");
  const record = { id: nanoid(), designId: id, subject, passed: proof.passed, body: JSON.stringify(proof), createdAt };
  await services.store.catalog.saveProof(record);
  return succeed(presentProof(record));
}

function diagnosticOf({ code, message }: Failure): Diagnostic {
  return { code, severity: "error", message };
}
