import type { MessagePort } from "node:worker_threads";

/** How far a piece of work is, in units of its own. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/**
 * A kind of work done in a worker. Input and output cross by structured clone; `takes` and `gives` are the two
 * places where what arrived gets its type back.
 */
export interface Job<I, O, E = never> {
  readonly name: string;
  takes(input: unknown): input is I;
  gives(output: unknown): output is O;
  /** What can be told before all is done, where the work has such. */
  tells?(early: unknown): early is E;
}

/** What a worker does for a job. */
export type JobWork<I, O, E = never> = (input: I, report: (progress: JobProgress) => void, tell: (early: E) => void) => Promise<O> | O;

/** Why a job gave no answer: an expected outcome, shown to the person who asked. */
export class JobFailure extends Error {
  override readonly name = "JobFailure";
  constructor(readonly code: "job-timeout" | "job-memory" | "job-crashed" | "job-busy", message: string) {
    super(message);
  }
}

/** What is posted to a worker. */
export interface JobRequest {
  readonly job: string;
  readonly input: unknown;
}

/** What a worker posts back. */
export type JobReply =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly progress: JobProgress }
  | { readonly type: "early"; readonly early: unknown }
  | { readonly type: "done"; readonly output: unknown }
  | { readonly type: "threw"; readonly message: string; readonly stack?: string };

interface Served {
  readonly name: string;
  run(input: unknown, report: (progress: JobProgress) => void, tell: (early: unknown) => void): Promise<unknown>;
}

/** Joins a job with its work, for the worker's side. */
export function serve<I, O, E>(job: Job<I, O, E>, work: JobWork<I, O, E>): Served {
  return {
    name: job.name,
    async run(input, report, tell) {
      if (!job.takes(input)) throw new Error(`Job ${job.name} got an input of another kind`);
      return work(input, report, tell);
    },
  };
}

/** Answers requests on a worker's port, one at a time. */
export function answerJobs(port: MessagePort, served: readonly Served[]): void {
  const reply = (message: JobReply) => port.postMessage(message);
  port.on("message", (request: JobRequest) => {
    const found = served.find((s) => s.name === request.job);
    const run = found === undefined ? Promise.reject(new Error(`No job ${request.job}`))
      : found.run(request.input, (progress) => reply({ type: "progress", progress }), (early) => reply({ type: "early", early }));
    run.then(
      (output) => reply({ type: "done", output }),
      (error: unknown) => reply({ type: "threw", message: error instanceof Error ? error.message : String(error), ...(error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {}) }),
    );
  });
  reply({ type: "ready" });
}
