import type { TechnologyId } from "@/lib/model";
import { builtTargets } from "@/lib/targets/registry";

/** Technologies a design can have today, the default first. */
export const availableTargets: readonly { readonly id: TechnologyId; readonly label: string }[] = builtTargets.map(({ id, label }) => ({ id, label }));
