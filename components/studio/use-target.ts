"use client";

import type { TechnologyId } from "@/lib/model";
import { builtTargets, findTarget } from "@/lib/targets/registry";
import type { Target } from "@/lib/targets/target";
import { useDesignPart } from "./design-provider";

/**
 * The target whose language a design's schema is written in. A technology that is not built yet has none:
 * then the default target's language holds.
 */
export function targetOf(id: TechnologyId): Target {
  const target = findTarget(id) ?? builtTargets[0];
  if (target === undefined) throw new Error("No target is built");
  return target;
}

/** The target of the open design. */
export function useTarget(): Target {
  return targetOf(useDesignPart(({ design }) => design.settings.target));
}
