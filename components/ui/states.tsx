import { AlertTriangle } from "lucide-react";
import type { ReactNode } from "react";

/** Nothing here yet: one sentence, one button, and where it helps one example. */
export function EmptyState({ title, children, action, example, icon }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode; readonly example?: ReactNode; readonly icon?: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-110 justify-items-center gap-3 px-6 py-12 text-center">
      {icon === undefined ? undefined : <div aria-hidden className="text-ink-3 [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div>}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children === undefined ? undefined : <p className="text-ink-2">{children}</p>}
      {action === undefined ? undefined : <div className="flex gap-2">{action}</div>}
      {example === undefined ? undefined : <div className="w-full text-left text-sm text-ink-3">{example}</div>}
    </div>
  );
}

/** What went wrong, where, what to do, and the action that does it. */
export function ErrorState({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div role="alert" className="mx-auto my-6 flex max-w-140 gap-3 rounded-card border border-line bg-surface p-4">
      <AlertTriangle aria-hidden className="size-4 shrink-0 translate-y-0.5 stroke-[1.5] text-bad" />
      <div className="grid gap-2">
        <h2 className="font-semibold">{title}</h2>
        {children === undefined ? undefined : <div className="text-ink-2">{children}</div>}
        {action === undefined ? undefined : <div className="flex gap-2 pt-1">{action}</div>}
      </div>
    </div>
  );
}
