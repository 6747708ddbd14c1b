import type { Pending } from "@/lib/design/pending";
import { declaredHazards, migrationStatements, type StatementHazard, type Step } from "@/lib/plan";
import { stepsOfStatements } from "@/lib/plan/migration-file";
import type { FileHazards } from "@/lib/proof";

/** One hazard of what is pending, with what can be done about it. */
export interface HazardRow {
  readonly key: string;
  readonly file: string;
  readonly hazard: StatementHazard;
  /** The statement that brings it, shortened to a line. */
  readonly statement: string;
  /** Changes of the plan that ask for it; empty for phases, which are planned already. */
  readonly changes: readonly string[];
}

/** A step that has two forms and is made in the safe one. */
export interface SafeRow {
  readonly key: string;
  readonly title: string;
  readonly changes: readonly string[];
}

const weight = { error: 0, warning: 1, info: 2 };

/** The hazards of the pending files, heaviest first: as the proof measured them where it is of these files, else as they are declared. */
export function hazardRows({ migrations }: Pick<Pending, "migrations">, measured: readonly FileHazards[] | undefined): readonly HazardRow[] {
  const byFile = new Map((measured ?? []).map(({ file, hazards }) => [file, hazards]));
  const rows = migrations.flatMap(({ planned, file, ofPhase }) => {
    const statements = { up: migrationStatements(planned, "up"), down: migrationStatements(planned, "down") };
    const steps = { up: stepsOfStatements(planned, "up"), down: stepsOfStatements(planned, "down") };
    return (byFile.get(file.name) ?? declaredHazards(planned)).map((hazard, i): HazardRow => {
      const step = planned.steps[steps[hazard.direction][hazard.statement] ?? -1];
      return {
        key: `${file.name} ${i} ${hazard.code}`, file: file.name, hazard, changes: ofPhase === true ? [] : step?.changes ?? [],
        statement: (statements[hazard.direction][hazard.statement] ?? "").replaceAll(/\s+/g, " ").slice(0, 160),
      };
    });
  });
  return rows.toSorted((a, b) => weight[a.hazard.severity] - weight[b.hazard.severity] || (a.hazard.direction === b.hazard.direction ? 0 : a.hazard.direction === "up" ? -1 : 1));
}

/** Steps made in the safe form by somebody's choice or by the design's setting. */
export function safeRows({ migrations }: Pick<Pending, "migrations">): readonly SafeRow[] {
  const steps = migrations.filter(({ ofPhase }) => ofPhase !== true).flatMap(({ planned }) => planned.steps.filter((step): step is Step => step.form === "safe" && step.changes.length > 0));
  const seen = new Set<string>();
  return steps.flatMap(({ title, changes }) => {
    const key = changes.join(" ");
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ key, title, changes }];
  });
}
