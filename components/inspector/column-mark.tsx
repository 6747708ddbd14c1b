"use client";

import { Tip } from "@/components/ui/tip";
import { classNames } from "@/components/ui/class-names";

/** A key mark of a column that can be switched: PK, N, U. */
export function ColumnMark({ letters, name, on, onToggle }: { readonly letters: string; readonly name: string; readonly on: boolean; onToggle(): void }) {
  return (
    <Tip text={name}>
      <button
        type="button"
        aria-label={`${letters}: ${name}`}
        aria-pressed={on}
        onClick={onToggle}
        className={classNames(
          "grid h-6 w-6 shrink-0 place-items-center rounded-sm font-mono text-[10px] font-semibold transition-colors duration-[120ms]",
          on ? "bg-accent-soft text-accent-text" : "text-ink-3 hover:bg-raised",
        )}
      >
        {letters}
      </button>
    </Tip>
  );
}
