import { adviseIndexes, type IndexAdvice } from "../advisor/indexes";
import { adviseModelling, modellingRules, type ModellingFinding } from "../advisor/modelling";
import type { Target } from "../targets/target";
import type { Design } from "./design";
import { indexName } from "./names";

/** What of a design speaks about its indexes and model. */
export type DesignModel = Pick<Design, "schema" | "patterns" | "loads" | "settings">;

/** Advice on a design's indexes and model. */
export interface ModelAdvice {
  readonly indexes: IndexAdvice;
  readonly findings: readonly ModellingFinding[];
  /** Rules that are switched off here, and why. */
  readonly off: readonly { readonly code: string; readonly title: string; readonly reason: string }[];
}

/** Whether indexes of this target are advised here: others derive theirs from the patterns (lib/targets/<id>). */
export function hasIndexAdvice({ capabilities }: Target): boolean {
  return capabilities.btree !== undefined;
}

/** Advice on the indexes and the model of a design in a target with sorted indexes. `today` (`2026-11-24`) makes fixes with a date possible. */
export function adviseModel({ schema, patterns, loads, settings }: DesignModel, target: Target, today?: string): ModelAdvice {
  const { capabilities, types } = target;
  const quote = (name: string): string => target.quote(name);
  const indexes = adviseIndexes({ schema, patterns, loads, capabilities, quote, nameIndex: indexName });
  const { rulesOff = {} } = settings;
  const findings = adviseModelling({ schema, patterns, loads, capabilities, types, quote, indexes, ...(today === undefined ? {} : { today }) }, new Set(Object.keys(rulesOff)));
  const off = modellingRules.flatMap(({ code, title }) => (Object.hasOwn(rulesOff, code) ? [{ code, title, reason: rulesOff[code] ?? "" }] : []));
  return { indexes, findings, off };
}
