import { Worker } from "node:worker_threads";
import { JobFailure, type Job, type JobProgress, type JobReply, type JobRequest } from "./job";

/** Limits and listeners of one job. */
export interface JobOptions<E = never> {
  /** Aborting ends the work at once; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  /** Given what the work tells before it is done. */
  readonly onEarly?: ((early: E) => void) | undefined;
  /** Longest time to work, in milliseconds, not counting the wait for a free worker. */
  readonly timeLimit: number;
}

/** Worker threads that jobs wait for in turn. */
export interface WorkerPool {
  /** Rejects with JobFailure when the work takes too long, needs too much memory or ends its worker. */
  run<I, O, E>(job: Job<I, O, E>, input: I, options: JobOptions<E>): Promise<O>;
  /** Ends all workers. Running and waiting work is rejected with JobFailure. */
  close(): Promise<void>;
}

/** How many workers, how much memory and waiting work there may be. */
export interface PoolLimits {
  readonly workers: number;
  /** Heap of one worker, in megabytes. WebAssembly memory comes on top; the engines cap that themselves. */
  readonly heapMegabytes: number;
  /** More waiting jobs than this are refused. */
  readonly queue: number;
  /** A worker that had nothing to do for so many milliseconds is ended: warm engines hold hundreds of megabytes. */
  readonly idleLimit: number;
}

interface Waiting {
  start(worker: Worker): void;
  refuse(reason: JobFailure): void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs jobs in worker threads, so that the server answers while an engine computes. A worker that is done stays, with its
 * engines warm; one that is cancelled, late or out of memory is ended, which is the only sure way to stop an engine.
 */
export function createWorkerPool(file: string | URL, limits: PoolLimits): WorkerPool {
  const idle: Worker[] = [];
  const endings = new Map<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();
  const queue: Waiting[] = [];
  let closed = false;

  function spawn(): Worker {
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes }, stdout: false, stderr: false });
    all.add(worker);
    worker.once("exit", () => {
      all.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
      clearTimeout(endings.get(worker));
      endings.delete(worker);
      next();
    });
    // An idle worker that dies is only dropped; a busy one is watched by its job too.
    worker.on("error", () => undefined);
    worker.unref();
    return worker;
  }

  /** Puts a worker that is done back. */
  function rest(worker: Worker): void {
    idle.push(worker);
    const timer = setTimeout(() => {
      // Out of the list before it ends, or it could be given work while it does.
      idle.splice(idle.indexOf(worker), 1);
      void worker.terminate();
    }, limits.idleLimit);
    timer.unref();
    endings.set(worker, timer);
    next();
  }

  /** The worker that rested last, which is the warmest, or a new one. */
  function wake(): Worker {
    const worker = idle.pop();
    if (worker === undefined) return spawn();
    clearTimeout(endings.get(worker));
    endings.delete(worker);
    return worker;
  }

  function next(): void {
    while (!closed && queue.length > 0 && (idle.length > 0 || all.size < limits.workers)) {
      const waiting = queue.shift();
      if (waiting === undefined || waiting.signal?.aborted === true) continue;
      waiting.start(wake());
    }
  }

  return {
    run(job, input, options) {
      return new Promise((resolve, reject) => {
        const { signal } = options;
        if (closed) return reject(stopping());
        if (signal?.aborted === true) return reject(signal.reason);
        if (queue.length >= limits.queue) return reject(new JobFailure("job-busy", "Too much work is waiting. Try again in a moment."));
        const abortWaiting = () => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
        };
        const onEarly = (early: unknown) => {
          if (job.tells?.(early) === true) options.onEarly?.(early);
        };
        const waiting: Waiting = {
          signal,
          refuse(reason) {
            signal?.removeEventListener("abort", abortWaiting);
            reject(reason);
          },
          start(worker) {
            signal?.removeEventListener("abort", abortWaiting);
            carryOut(worker, { job: job.name, input }, { ...options, onEarly }).then(
              (output) => {
                rest(worker);
                if (job.gives(output)) resolve(output);
                else reject(new Error(`Job ${job.name} gave an output of another kind`));
              },
              (error: unknown) => {
                if (error instanceof Threw) rest(worker);
                else void worker.terminate();
                reject(error);
              },
            );
          },
        };
        signal?.addEventListener("abort", abortWaiting, { once: true });
        queue.push(waiting);
        next();
      });
    },
    async close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.refuse(stopping());
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function stopping(): JobFailure {
  return new JobFailure("job-busy", "Strata is stopping.");
}

/** The work itself threw: a bug in it, which leaves its worker usable. */
class Threw extends Error {
  override readonly name = "JobError";
}

function carryOut(worker: Worker, request: JobRequest, { signal, onProgress, onEarly, timeLimit }: JobOptions<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new JobFailure("job-timeout", `The work was stopped after ${Math.round(timeLimit / 1000)} seconds. A statement may not end, or there is too much at once: leave out what computes for long, or take less.`))), timeLimit);
    const onAbort = () => settle(() => reject(signal?.reason));
    const onMessage = (reply: JobReply) => {
      if (reply.type === "progress") onProgress?.(reply.progress);
      else if (reply.type === "early") onEarly?.(reply.early);
      else if (reply.type === "done") settle(() => resolve(reply.output));
      else if (reply.type === "threw") {
        const error = new Threw(reply.message);
        if (reply.stack !== undefined) error.stack = reply.stack;
        settle(() => reject(error));
      }
    };
    const onError = (error: unknown) => {
      const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
      const memory = code === "ERR_WORKER_OUT_OF_MEMORY";
      settle(() => reject(memory
        ? new JobFailure("job-memory", "The work needed more memory than it may have. Try a smaller input.")
        : new JobFailure("job-crashed", `The work ended unexpectedly: ${error instanceof Error ? error.message : String(error)}`)));
    };
    const onExit = () => settle(() => reject(new JobFailure("job-crashed", "The work ended unexpectedly.")));
    const settle = (how: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      how();
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(request);
  });
}
