"use client";

import { RadioGroup } from "radix-ui";
import { groupColor, groupColorNames } from "@/components/ui/group-color";

/** One of the eight muted hues. */
export function ColorPicker({ value, onChange, label = "Colour" }: { readonly value: number; onChange(color: number): void; readonly label?: string }) {
  return (
    <RadioGroup.Root aria-label={label} value={String(value)} onValueChange={(next) => onChange(Number(next))} orientation="horizontal" className="flex flex-wrap gap-1">
      {groupColorNames.map((name, i) => (
        <RadioGroup.Item key={name} value={String(i)} aria-label={name} title={name} className="grid size-7 place-items-center rounded-control hover:bg-sunken data-[state=checked]:bg-raised">
          <span aria-hidden className="grid size-4 place-items-center rounded-full" style={{ background: groupColor(i) }}>
            <RadioGroup.Indicator className="size-1.5 rounded-full bg-surface" />
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
