"use client";

import { Progress } from "radix-ui";

/** How far long work is; `value` from 0 to 1, absent while that is not known. */
export function ProgressBar({ value, label }: { readonly value?: number | undefined; readonly label: string }) {
  const percent = value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Progress.Root value={percent} aria-label={label} className="h-1 w-full overflow-hidden rounded-full bg-raised">
      <Progress.Indicator
        className={percent === null ? "h-full w-1/4 animate-[slide_1.2s_linear_infinite] rounded-full bg-accent" : "h-full rounded-full bg-accent transition-[width] duration-[120ms]"}
        {...(percent === null ? {} : { style: { width: `${percent}%` } })}
      />
    </Progress.Root>
  );
}
