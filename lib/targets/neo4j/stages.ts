import type { Diagnostic, Hazard, Id, Reversibility } from "../../model";
import type { NativeChange, NativeMigration, NativePhase, NativeStep } from "../native/native";
import { lowerSnake, nameWords } from "../native/words";

/** The files of a change, in the order they are run. Schema and data never share one: a transaction that changed the schema writes no data. */
export const stages = ["relax", "expand", "backfill", "constrain", "retire", "contract"] as const;
export type Stage = (typeof stages)[number];

const lossless: Reversibility = { kind: "lossless" };

export interface StepDraft {
  readonly title: string;
  readonly change: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly reversibility?: Reversibility;
  readonly hazards?: readonly Hazard[];
}

/** Collects steps by stage, and what must be true before a stage is run. */
export class Stages {
  private readonly steps = new Map<Stage, { readonly step: NativeStep; readonly subject: string }[]>();
  private readonly conditions = new Map<Stage, Set<string>>();
  private readonly known = new Map<string, NativeChange>();
  readonly diagnostics: Diagnostic[] = [];

  change(verb: NativeChange["verb"], id: string, title: string, tables: readonly Id[]): string {
    if (!this.known.has(id)) this.known.set(id, { id, verb, title, tables });
    return id;
  }

  add(stage: Stage, subject: string, { title, change, up, down, reversibility = lossless, hazards = [] }: StepDraft, before?: string): void {
    const list = this.steps.get(stage) ?? [];
    list.push({ step: { title, changes: [change], up, down, reversibility, hazards }, subject });
    this.steps.set(stage, list);
    if (before !== undefined) this.conditions.set(stage, (this.conditions.get(stage) ?? new Set()).add(before));
  }

  /** Changes that some step carries out; what a schemaless store has nothing to do for is no change of it. */
  changes(): readonly NativeChange[] {
    const carried = new Set([...this.steps.values()].flatMap((list) => list.flatMap(({ step }) => step.changes)));
    return [...this.known.values()].filter(({ id }) => carried.has(id));
  }

  migrations(fresh: boolean): readonly NativeMigration[] {
    const phased = stages.some((stage) => stage !== "relax" && stage !== "expand" && this.steps.has(stage));
    return stages.flatMap((stage): NativeMigration[] => {
      const list = this.steps.get(stage) ?? [];
      if (list.length === 0) return [];
      const indexes = fresh ? list.filter(({ step }) => step.up.every((command) => / INDEX /.test(command.split("\n", 1)[0] ?? ""))) : [];
      const rest = list.filter((entry) => !indexes.includes(entry));
      const before = [...this.conditions.get(stage) ?? []].join(" ");
      return [...(fresh && rest.length > 0 ? [this.migration("create_constraints", "Create constraints", stage, rest, "", false)] : []), ...(indexes.length > 0 ? [this.migration("create_indexes", "Create indexes", stage, indexes, "", false)] : []),
        ...(fresh ? [] : [this.migration(slugOf(stage, rest), titleOf(stage, rest), stage, rest, before, phased)])];
    });
  }

  private migration(slug: string, title: string, stage: Stage, list: readonly { readonly step: NativeStep }[], before: string, phased: boolean): NativeMigration {
    return { slug, title, ...(phased ? { phase: phases[stage] } : {}), ...(before === "" ? {} : { before }), steps: list.map(({ step }) => step) };
  }
}

const phases: Readonly<Record<Stage, NativePhase>> = { relax: "expand", expand: "expand", backfill: "backfill", constrain: "constrain", retire: "contract", contract: "contract" };
const verbs: Readonly<Record<Stage, string>> = { relax: "Relax", expand: "Expand", backfill: "Fill", constrain: "Constrain", retire: "Retire", contract: "Remove" };

function subjects(list: readonly { readonly subject: string }[]): readonly string[] {
  return [...new Set(list.map(({ subject }) => subject))];
}

function slugOf(stage: Stage, list: readonly { readonly subject: string }[]): string {
  return lowerSnake([verbs[stage], ...subjects(list).flatMap(nameWords)], 60);
}

function titleOf(stage: Stage, list: readonly { readonly subject: string }[]): string {
  return `${verbs[stage]} ${subjects(list).join(", ")}`;
}
