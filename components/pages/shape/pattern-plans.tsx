"use client";

import { useDesignPart } from "@/components/studio/design-provider";
import { EmptyState } from "@/components/ui/states";
import type { StoreView } from "./use-stores";

/** How the store answers each access pattern: the call, what answers it, what it costs by the documented rule. */
export function PatternPlans({ store }: { readonly store: StoreView }) {
  const patterns = useDesignPart((s) => s.design.patterns);
  if (store.plans.length === 0) return <EmptyState title="No access patterns to answer">Describe on the Patterns page how the data is read and written; each call appears here.</EmptyState>;
  return (
    <div className="p-4">
      <table aria-label={`Access patterns in ${store.label}`} className="w-full table-fixed border-collapse rounded-card border border-line bg-surface">
        <thead>
          <tr className="border-b border-line text-left text-sm text-ink-3">
            <th scope="col" className="h-8 w-1/5 px-3 font-medium">Access pattern</th><th scope="col" className="px-3 font-medium">Call</th><th scope="col" className="w-1/5 px-3 font-medium">Answered by</th><th scope="col" className="w-1/6 px-3 font-medium">Cost, calculated</th>
          </tr>
        </thead>
        <tbody>
          {store.plans.map((plan) => (
            <tr key={plan.pattern} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="px-3 py-1.5 text-left font-normal break-words">{patterns.find(({ id }) => id === plan.pattern)?.name ?? "A pattern that is gone"}</th>
              <td className="px-3 py-1.5">
                {plan.call === undefined ? undefined : <code className="identifier block max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap" tabIndex={0}>{plan.call}</code>}
                {plan.problem === undefined ? undefined : <p className="break-words text-warn">{plan.problem}</p>}
              </td>
              <td className="px-3 py-1.5 break-words text-ink-2">{plan.by ?? ""}</td>
              <td className="px-3 py-1.5 break-words text-ink-2">{plan.cost ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
