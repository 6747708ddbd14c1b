"use client";

import { RadioGroup } from "radix-ui";
import { classNames } from "@/components/ui/class-names";
import { templateCards } from "./templates";

/** The worked examples to start from. */
export function TemplateCards({ value, onChange }: { readonly value: string | undefined; onChange(id: string): void }) {
  return (
    <RadioGroup.Root aria-label="Template" value={value ?? ""} onValueChange={onChange} className="grid gap-3 sm:grid-cols-2">
      {templateCards.map((card) => (
        <RadioGroup.Item
          key={card.id}
          value={card.id}
          className={classNames("grid content-start gap-1.5 rounded-card border bg-surface p-3 text-left transition-colors duration-[120ms] hover:bg-sunken", value === card.id ? "border-accent ring-1 ring-accent" : "border-line-strong")}
        >
          <span className="flex items-baseline gap-2">
            <span className="font-semibold">{card.name}</span>
            <span className="ml-auto text-sm text-ink-3">{card.tables.length} tables</span>
          </span>
          <span className="text-sm text-ink-2">{card.description}</span>
          <span className="identifier line-clamp-2 text-[11px] leading-4 text-ink-3">{card.tables.join(" · ")}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
