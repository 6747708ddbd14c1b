import { resolve, type Resolved } from "../../design/resolve";
import { findTarget } from "../../targets/registry";
import type { Target } from "../../targets/target";
import type { Services } from "../services";
import { done, failed, type Outcome } from "./outcome";

/** A design as it is now, resolved, with its target. */
export async function readDesign({ collaboration }: Services, id: string): Promise<Outcome<Resolved & { readonly target: Target }>> {
  const entries = await collaboration.readEntries(id);
  const resolved = resolve(entries, {
    limits: (technology) => {
      const target = findTarget(technology);
      return target === undefined ? undefined : { identifierBytes: target.capabilities.identifierBytes };
    },
  });
  const target = findTarget(resolved.design.settings.target);
  return target === undefined
    ? failed("unsupported", "target-not-built", `Strata cannot plan for ${resolved.design.settings.target} yet.`)
    : done({ ...resolved, target });
}
