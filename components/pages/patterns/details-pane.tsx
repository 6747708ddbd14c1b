import type { ReactNode } from "react";

/** A sheet with the details of its current row beside it, below it where there is little room. */
export function DetailsPane({ label, details, children }: { readonly label: string; readonly details: ReactNode | undefined; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-0 min-w-0 items-start gap-4 min-[90rem]:grid-cols-[minmax(0,1fr)_300px]">
      {children}
      <aside aria-label={`Details: ${label}`} className="rounded-card border border-line bg-surface p-3 min-[90rem]:sticky min-[90rem]:top-0">
        {details ?? <p className="text-sm text-ink-3">Choose a row: its details stand here.</p>}
      </aside>
    </div>
  );
}
