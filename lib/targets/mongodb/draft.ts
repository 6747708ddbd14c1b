import type { Hazard, Id, JsonObject, Reversibility } from "../../model";
import type { NativeChange, NativeDataMigration, NativeMigration, NativePhase, NativeStep } from "../native";
import { slugOf } from "../native/naming";
import { jobCommand, type Job } from "./job";
import { dataScript } from "./script";

const lossless: Reversibility = { kind: "lossless" };

/** A migration while it is put together. */
export class Draft {
  readonly steps: NativeStep[] = [];
  readonly jobs: Job[] = [];
  readonly undo: Job[] = [];
  readonly lost: string[] = [];
  readonly subjects = new Set<string>();
  constructor(private readonly changes: Changes, private readonly verb: string, private readonly phase: NativePhase | undefined, private readonly before: string | undefined) {}

  step(subject: string, title: string, change: Omit<NativeChange, "title" | "tables"> & { readonly tables: readonly Id[]; readonly title?: string }, up: readonly JsonObject[], down: readonly JsonObject[], more: { readonly reversibility?: Reversibility; readonly hazards?: readonly Hazard[] } = {}): void {
    this.subjects.add(subject);
    this.steps.push({ title, changes: [this.changes.note({ ...change, title: change.title ?? title })], up: up.map(commandText), down: down.map(commandText), reversibility: more.reversibility ?? lossless, hazards: more.hazards ?? [] });
  }

  data(subject: string, up: readonly Job[], undo: readonly Job[], lost: readonly string[] = []): void {
    if (up.length + undo.length === 0) return;
    this.subjects.add(subject);
    this.jobs.push(...up);
    this.undo.push(...undo);
    this.lost.push(...lost);
  }

  /** Undefined while there is nothing in it. `alone`: the verb when no other phase follows, so that it is a plain change. */
  finished(alone?: string): NativeMigration | undefined {
    const hasData = this.jobs.length + this.undo.length > 0;
    if (this.steps.length === 0 && !hasData) return undefined;
    const subjects = [...this.subjects];
    const what = subjects.length > 3 ? `${subjects.length} collections` : subjects.join(", ");
    const verb = alone ?? this.verb;
    const slug = slugOf(`${verb} ${subjects.length > 3 ? `${subjects.length} collections` : subjects.join(" ")}`);
    const title = `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${what}`;
    return {
      slug, title, ...(this.phase === undefined || alone !== undefined ? {} : { phase: this.phase }), ...(this.before === undefined ? {} : { before: this.before }), steps: this.steps,
      ...(hasData ? { data: this.dataMigration(slug, title) } : {}),
    };
  }

  private dataMigration(slug: string, title: string): NativeDataMigration {
    const undo = [...this.undo].reverse();
    return {
      slug, extension: "js", content: dataScript(title, slug, this.jobs, undo, this.lost), commands: this.jobs.map((job) => commandText(jobCommand(job))), undo: undo.map((job) => commandText(jobCommand(job))),
      reversibility: this.lost.length === 0 ? lossless : { kind: "lossy", what: `Not restored: ${this.lost.join("; ")}` },
    };
  }
}

/** The changes of a plan, each once. */
export class Changes {
  readonly list: NativeChange[] = [];

  note(change: NativeChange): string {
    if (!this.list.some(({ id }) => id === change.id)) this.list.push(change);
    return change.id;
  }
}

/** A command as text: extended JSON, its own name first. */
export function commandText(command: JsonObject): string {
  return JSON.stringify(command);
}
