import { fork, type ChildProcess } from "node:child_process";
import { failed, pairResult, workerCommand, type Pair, type PairResult } from "./pair";

/** Megabytes of JavaScript heap a worker process may use; the engines' own memory comes on top. */
const heapLimit = 1024;

/** A process that plans pairs, so that a statement that never ends can be ended; started when needed, and anew after that. */
export class PairProcess {
  private child: ChildProcess | undefined;

  constructor(private readonly bin: string, private readonly target: string, private readonly timeout: number) {}

  /** Plans one pair at a time. Never rejects. */
  async plan(pair: Pair): Promise<PairResult> {
    const child = (this.child ??= await this.start());
    return new Promise((resolve) => {
      const finish = (result: PairResult): void => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        resolve(result);
      };
      const onMessage = (message: unknown): void => {
        const parsed = pairResult.safeParse(message);
        finish(parsed.success ? parsed.data : failed(pair.id, "The worker process answered with something else."));
      };
      const onExit = (): void => {
        this.child = undefined;
        finish(failed(pair.id, "The engine ended while it worked on this pair."));
      };
      const timer = setTimeout(() => {
        child.off("exit", onExit);
        this.stop();
        finish(failed(pair.id, `Loading and planning took longer than ${this.timeout / 1000} s.`));
      }, this.timeout);
      child.once("message", onMessage);
      child.once("exit", onExit);
      child.send({ pair }, (error) => {
        if (error !== null) finish(failed(pair.id, `The worker process is gone: ${error.message}`));
      });
    });
  }

  stop(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(this.bin, [workerCommand, this.target], { execArgv: [`--max-old-space-size=${heapLimit}`], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await new Promise<void>((resolve) => {
      child.once("message", () => resolve());
      child.once("exit", () => resolve());
    });
    return child;
  }
}
