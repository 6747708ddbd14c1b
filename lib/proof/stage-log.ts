import type { Diagnostic } from "../model";
import type { WorkOptions } from "../import/work";
import type { ProofStage, StageName } from "./proof";

const order: readonly StageName[] = ["seed", "up", "compare up", "rows up", "seed new", "down", "compare down", "rows down", "up again", "compare again"];

/** What a stage gives: a value when it passed, and what was seen. */
export interface StageOutcome<T> {
  readonly value?: T;
  readonly observed: string;
}

/** Keeps the record of a proof's stages: times them, says how far the work is, and collects findings. */
export class StageLog {
  readonly stages: ProofStage[] = [];
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly options: Pick<WorkOptions, "signal" | "onProgress">) {}

  /** Runs a stage. Undefined when it did not pass. */
  async stage<T>(name: StageName, work: () => Promise<StageOutcome<T>>): Promise<T | undefined> {
    this.options.signal?.throwIfAborted();
    this.options.onProgress?.(order.indexOf(name), order.length, name);
    const start = performance.now();
    const { value, observed } = await work();
    this.stages.push({ name, passed: value !== undefined, milliseconds: performance.now() - start, observed });
    return value;
  }

  fail(name: StageName, observed: string, diagnostics: readonly Diagnostic[]): void {
    this.diagnostics.push(...diagnostics);
    this.stages.push({ name, passed: false, milliseconds: 0, observed });
  }

  note(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** The outcome of a look at rows: problems are findings, and one is enough not to pass. */
  judge({ observed, problems }: { readonly observed: string; readonly problems: readonly string[] }): StageOutcome<true> {
    for (const message of problems.slice(0, 50)) this.note({ code: "proof-rows-differ", severity: "error", message });
    return problems.length === 0 ? { value: true, observed } : { observed: problems.slice(0, 5).join("; ") };
  }
}
