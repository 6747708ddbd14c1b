"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface TabItem {
  readonly value: string;
  readonly label: string;
  /** A count beside the label. */
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

/** Tabs over one area; `trailing` sits at the end of the tab bar. Only the shown tab's content is mounted. */
export function Tabs({ label, value, onChange, onReselect, items, trailing, className, barClassName }: { readonly label: string; readonly value: string; onChange(value: string): void; /** The chosen tab was pressed again. */ onReselect?(): void; readonly items: readonly TabItem[]; readonly trailing?: ReactNode; readonly className?: string; readonly barClassName?: string }) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={classNames("flex min-h-0 flex-col", className)}>
      <div className={classNames("flex h-8 shrink-0 items-center gap-1 border-b border-line px-2", barClassName)}>
        <Radix.List aria-label={label} className="flex h-full items-stretch gap-1">
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              onClick={() => { if (item.value === value) onReselect?.(); }}
              className="-mb-px flex items-center gap-1.5 border-b-2 border-transparent px-2 text-sm text-ink-2 transition-colors duration-[120ms] hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-accent data-[state=active]:text-ink"
            >
              {item.label}
              {item.count === undefined || item.count === 0 ? undefined : <span className="rounded-sm bg-raised px-1 text-xs tabular-nums text-ink">{item.count}</span>}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {trailing === undefined ? undefined : <div className="ml-auto flex items-center gap-1">{trailing}</div>}
      </div>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} tabIndex={-1} className="min-h-0 flex-1 overflow-auto focus-visible:outline-offset-[-2px] data-[state=inactive]:hidden">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
