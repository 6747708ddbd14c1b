"use client";

import { useMemo } from "react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useReleases } from "@/components/studio/use-pending";
import { shapeOf, storeShape } from "@/lib/design/document-input";
import { mainStore } from "@/lib/design/released-shapes";
import type { SecondStore } from "@/lib/design/second-store";
import { schemaStatements } from "@/lib/export/formats/sql";
import type { Diagnostic, TechnologyId } from "@/lib/model";
import { findTarget } from "@/lib/targets/registry";
import type { MappingDecision, NativeFacility, NativeFile, NativePicture, PatternPlan } from "@/lib/targets/native";

/** One store of the design as the page shows it. */
export interface StoreView {
  /** `main`, or the id of a second store. */
  readonly id: string;
  readonly target: TechnologyId;
  readonly label: string;
  /** Absent for the main store. */
  readonly second?: SecondStore;
  /** Absent where the database has the tables as they are drawn. */
  readonly picture?: NativePicture;
  readonly words?: NativeFacility["words"];
  readonly decisions: readonly MappingDecision[];
  readonly diagnostics: readonly Diagnostic[];
  readonly plans: readonly PatternPlan[];
  readonly files: readonly NativeFile[];
}

/** The main store and the second ones, each with the shape that the design gives it now. */
export function useStores(): readonly StoreView[] {
  const design = useDesignPart((s) => s.design);
  const [releases] = useReleases();
  const released = releases.state === "loaded" ? releases.value.last?.shapes : undefined;
  return useMemo(() => {
    const { settings } = design;
    const target = findTarget(settings.target);
    if (target === undefined) return [];
    const label = target.versions.find(({ id }) => id === settings.targetVersion)?.label ?? target.label;
    const shape = shapeOf(design, target, released);
    const derived = target.derive?.({ schema: design.schema, patterns: design.patterns, loads: design.loads, choices: design.mapping, version: settings.targetVersion });
    const schema = derived?.schema ?? design.schema;
    const statements = shape === undefined ? schemaStatements({ target, schema, version: settings.targetVersion }) : [];
    const main: StoreView = {
      id: mainStore, target: target.id, label,
      ...(shape === undefined ? {} : { picture: shape.mapped.picture }), ...(target.native === undefined ? {} : { words: target.native.words }),
      decisions: shape?.mapped.decisions ?? derived?.decisions ?? [], diagnostics: shape?.mapped.diagnostics ?? derived?.diagnostics ?? [], plans: shape?.mapped.plans ?? derived?.plans ?? [],
      files: shape?.files ?? (statements.length === 0 ? [] : [{ path: "schema.sql", content: `${statements.join("\n\n")}\n`, language: "sql" }]),
    };
    const others = design.stores.flatMap((second): StoreView[] => {
      const view = storeShape(design, second, released);
      return view?.target.native === undefined ? [] : [{
        id: second.id, target: second.target, second, label: `${view.target.label} (${second.role})`, picture: view.mapped.picture, words: view.target.native.words,
        decisions: view.mapped.decisions, diagnostics: view.mapped.diagnostics, plans: view.mapped.plans, files: view.files,
      }];
    });
    return [main, ...others];
  }, [design, released]);
}
