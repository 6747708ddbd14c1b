import { parentPort } from "node:worker_threads";
import { importText } from "../../import";
import { fail, succeed, type Diagnostic, type Result, type TechnologyId } from "../../model";
import { findEvolutionKind, type Evolution } from "../../plan";
import { checkExpressions, prove, proveEvolution } from "../../proof";
import { proveNative } from "../../proof/native/prove-native";
import { findServers, hasEmbeddedEngine, hasSandbox, missingServer, openSandbox } from "../../sandbox";
import { hasNativeSandbox, openNativeSandbox } from "../../sandbox/native";
import { findTarget } from "../../targets/registry";
import type { Target } from "../../targets/target";
import { mergeLog } from "../collaboration/compaction";
import { drawFirstPicture } from "../collaboration/draw-first-picture";
import { answerJobs, serve } from "./job";
import { checkEvolutionJob, compactJob, firstPictureJob, importJob, keepImportJob, proveEvolutionJob, proveJob, proveNativeJob, warmJob, type EvolutionInput } from "./jobs";
import { keepImport } from "./keep-import";
import { rehearse } from "./rehearse";
import { warmSandboxes } from "./warm-sandboxes";

// The entry of every worker thread: what each kind of job does.
if (parentPort === null) throw new Error("This file runs in a worker thread");
findServers(process.env);
const open = warmSandboxes(openSandbox);
const rehearsed = new Set<TechnologyId>();

answerJobs(parentPort, [
  serve(compactJob, mergeLog),
  serve(firstPictureJob, drawFirstPicture),
  serve(importJob, async (input, report) => {
    const target = findTarget(input.target);
    if (target === undefined) return fail({ code: "target-not-built", severity: "error", message: `Strata cannot import for ${input.target} yet.` });
    return importText({ ...input, target }, { openSandbox: open, onProgress: (done, total, label) => report({ done, total, label }) });
  }),
  serve(warmJob, async (id) => {
    const target = findTarget(id);
    if (target === undefined || !hasEmbeddedEngine(id)) return "warm" as const;
    if (rehearsed.has(id)) await (await open(id)).close();
    else {
      await rehearse(target, open);
      rehearsed.add(id);
    }
    return "warm" as const;
  }),
  serve(keepImportJob, (input, report, tell) => keepImport(input, open, report, tell)),
  serve(proveJob, async (input, report) => {
    const target = findTarget(input.target);
    if (target === undefined || !hasSandbox(input.target)) return fail(noEngine(input.target, target));
    return succeed(await prove({ ...input, target }, { openSandbox: open, onProgress: (done, total, label) => report({ done, total, label }) }));
  }),
  serve(proveNativeJob, async ({ version, ...input }, report) => {
    const target = findTarget(input.target);
    if (target?.native === undefined || !hasNativeSandbox(input.target)) return fail(noEngine(input.target, target));
    return succeed(await proveNative({ ...input, native: target.native }, { open: () => openNativeSandbox(input.target, version), onProgress: (done, total, label) => report({ done, total, label }) }));
  }),
  serve(proveEvolutionJob, async (input, report) => {
    const built = evolutionOf(input);
    if (!built.ok) return built;
    const { target, evolution } = built.value;
    return succeed(await proveEvolution({ target, version: input.version, evolution, queries: input.queries }, { openSandbox: open, onProgress: (done, total, label) => report({ done, total, label }) }));
  }),
  serve(checkEvolutionJob, async (input) => {
    const built = evolutionOf(input);
    if (!built.ok) return built;
    const { target, evolution } = built.value;
    if (evolution.conversions.length === 0) return succeed([]);
    const sandbox = await open(target.id, { version: input.version });
    try {
      return succeed(await checkExpressions({ target, version: input.version, base: input.base, conversions: evolution.conversions }, sandbox));
    } finally {
      await sandbox.close();
    }
  }),
]);

function evolutionOf(input: EvolutionInput): Result<{ readonly target: Target; readonly evolution: Evolution }> {
  const target = findTarget(input.target);
  if (target === undefined || !hasSandbox(input.target)) return fail(noEngine(input.target, target));
  const kind = findEvolutionKind(input.kind);
  if (kind === undefined) return fail({ code: "evolution-unknown", severity: "error", message: `There is no change in phases of the kind ${input.kind}.` });
  const built = kind.build({ ...input, target });
  return built.ok ? succeed({ target, evolution: built.value }) : built;
}

function noEngine(id: TechnologyId, target: Target | undefined): Diagnostic {
  return { code: "no-engine", severity: "error", message: missingServer(id) === undefined ? `Strata has no engine for ${target?.label ?? id} to prove on yet.` : `${target?.label ?? id} is not at hand to prove on. ${missingServer(id) ?? ""}` };
}
