import type { TechnologyId } from "@/lib/model";
import { technologyLabels } from "./target-label";

/** Technologies a design can have today, the default first. */
export const availableTargets: readonly { readonly id: TechnologyId; readonly label: string }[] =
  (["postgresql", "sqlite"] as const).map((id) => ({ id, label: technologyLabels[id] }));
