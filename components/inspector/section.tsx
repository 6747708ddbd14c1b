"use client";

import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import { useState, type ReactNode } from "react";

const openSections = new Map<string, boolean>();

/** A part of the inspector that folds; whether it is open is remembered while the tab lives. */
export function Section({ id, title, count, action, defaultOpen = true, children }: { readonly id: string; readonly title: string; readonly count?: number; readonly action?: ReactNode; readonly defaultOpen?: boolean; readonly children: ReactNode }) {
  const [open, setOpen] = useState(openSections.get(id) ?? defaultOpen);
  const change = (next: boolean) => { openSections.set(id, next); setOpen(next); };
  return (
    <Collapsible.Root open={open} onOpenChange={change} asChild>
      <section aria-label={title} className="border-b border-line last:border-b-0">
        <div className="flex h-9 items-center gap-1 pr-2 pl-1.5">
          <h3 className="min-w-0 flex-1">
            <Collapsible.Trigger className="flex h-7 w-full items-center gap-1 rounded-control px-1 text-left text-sm font-semibold">
              <ChevronRight aria-hidden className={`size-3.5 shrink-0 stroke-[1.5] text-ink-3 transition-transform duration-[120ms] ${open ? "rotate-90" : ""}`} />
              {title}
              {count === undefined || count === 0 ? undefined : <span className="font-normal text-ink-3 tabular-nums">{count}</span>}
            </Collapsible.Trigger>
          </h3>
          {/* Pressing the button inside opens the section it adds to; the press reaches here from keyboard and pointer alike. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
          <span onClick={() => change(true)} className="contents">{action}</span>
        </div>
        <Collapsible.Content className="px-3 pb-3">{children}</Collapsible.Content>
      </section>
    </Collapsible.Root>
  );
}
