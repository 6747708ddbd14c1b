import { parentPort } from "node:worker_threads";
import { importText } from "../../import";
import { fail, succeed } from "../../model";
import { prove } from "../../proof";
import { hasSandbox, openSandbox } from "../../sandbox";
import { findTarget } from "../../targets/registry";
import { mergeLog } from "../collaboration/compaction";
import { answerJobs, serve } from "./job";
import { compactJob, importJob, proveJob } from "./jobs";
import { warmSandboxes } from "./warm-sandboxes";

// The entry of every worker thread: what each kind of job does.
if (parentPort === null) throw new Error("This file runs in a worker thread");
const open = warmSandboxes(openSandbox);

answerJobs(parentPort, [
  serve(compactJob, mergeLog),
  serve(importJob, async (input, report) => {
    const target = findTarget(input.target);
    if (target === undefined) return fail({ code: "target-not-built", severity: "error", message: `Strata cannot import for ${input.target} yet.` });
    return importText({ ...input, target }, { openSandbox: open, onProgress: (done, total, label) => report({ done, total, label }) });
  }),
  serve(proveJob, async (input, report) => {
    const target = findTarget(input.target);
    if (target === undefined || !hasSandbox(input.target)) {
      return fail({ code: "no-engine", severity: "error", message: `Strata has no engine for ${target?.label ?? input.target} to prove on yet.` });
    }
    return succeed(await prove({ ...input, target }, { openSandbox: open, onProgress: (done, total, label) => report({ done, total, label }) }));
  }),
]);
