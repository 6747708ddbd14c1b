import { parentPort } from "node:worker_threads";
import { mergeLog } from "../collaboration/compaction";
import { answerJobs, serve } from "./job";
import { compactJob } from "./jobs";

// The entry of every worker thread: what each kind of job does.
if (parentPort === null) throw new Error("This file runs in a worker thread");
answerJobs(parentPort, [
  serve(compactJob, mergeLog),
]);
