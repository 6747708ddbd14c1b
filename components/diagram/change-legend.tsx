"use client";

import { Dot, Minus, Plus, X } from "lucide-react";
import type { ChangeMark } from "@/lib/export/diagram";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";

const kinds: readonly { readonly mark: ChangeMark; readonly label: string; readonly icon: typeof Plus; readonly look: string }[] = [
  { mark: "added", label: "Added", icon: Plus, look: "text-ok" },
  { mark: "changed", label: "Changed", icon: Dot, look: "text-warn" },
  { mark: "removed", label: "Removed", icon: Minus, look: "text-bad" },
];

/** What the marks against the last release mean; a click shows one kind only. */
export function ChangeLegend({ counts, only, onOnly, onClose }: { readonly counts: Readonly<Record<ChangeMark, number>>; readonly only: ChangeMark | undefined; onOnly(mark: ChangeMark | undefined): void; onClose(): void }) {
  return (
    <div role="group" aria-label="Changes since the last release" className="floating flex items-center gap-0.5 p-0.5">
      {kinds.map(({ mark, label, icon: Icon, look }) => (
        <button
          key={mark} type="button" aria-pressed={only === mark} onClick={() => onOnly(only === mark ? undefined : mark)}
          className={classNames("flex h-7 items-center gap-1 rounded-control px-2 text-sm hover:bg-sunken", only === mark && "bg-raised")}
        >
          <Icon aria-hidden className={`size-4 ${look}`} />{label}<span className="text-ink-3 tabular-nums">{counts[mark]}</span>
        </button>
      ))}
      <IconButton name="Hide the changes" size="small" onClick={onClose}><X /></IconButton>
    </div>
  );
}
