import type { ReactNode } from "react";

/** Head of an inspector panel: what it is, and what can be done with the whole of it. */
export function PanelHeader({ kind, children, actions }: { readonly kind: string; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className="grid gap-2 border-b border-line px-3 pt-2 pb-3">
      <div className="flex h-7 items-center gap-1">
        <h2 className="flex-1 text-sm text-ink-3">{kind}</h2>
        {actions}
      </div>
      {children}
    </div>
  );
}
