"use client";

import { Lock, RefreshCw, ScanLine, Trash2, Unplug, type LucideIcon } from "lucide-react";
import { Chip, type Tone } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import type { StatementHazard } from "@/lib/plan";
import type { Hazard, HazardKind, Reversibility } from "@/lib/plan/plan";

const icons: Readonly<Record<HazardKind, LucideIcon>> = { lock: Lock, rewrite: RefreshCw, scan: ScanLine, loss: Trash2, breaking: Unplug };
const tones: Readonly<Record<Hazard["severity"], Tone>> = { error: "bad", warning: "warn", info: "info" };

/** One hazard's kind in the tone of its severity. */
export function HazardChip({ hazard: { kind, severity } }: { readonly hazard: Hazard }) {
  const Icon = icons[kind];
  return <Chip tone={tones[severity]} icon={<Icon aria-hidden />}>{kind}</Chip>;
}

/** How a hazard is known. */
export function evidenceText({ evidence, observed }: Pick<StatementHazard, "evidence" | "observed">): string | undefined {
  if (evidence === undefined) return undefined;
  return evidence === "not measured" ? "Declared; this engine could not measure it." : `Measured${observed === undefined ? "" : `: ${observed}`}.`;
}

/** Hazards as small chips; each opens its explanation and the safe form. */
export function HazardChips({ hazards }: { readonly hazards: readonly StatementHazard[] }) {
  return hazards.map((hazard, i) => {
    return (
      <Popover
        key={`${hazard.code} ${i}`}
        label={`Hazard: ${hazard.kind}`}
        align="start"
        trigger={
          <button type="button" className="inline-flex min-h-6 items-center rounded-sm" aria-label={`Hazard, ${hazard.kind}: ${hazard.message}`}>
            <HazardChip hazard={hazard} />
          </button>
        }
      >
        <div className="grid gap-2">
          <p>{hazard.message}</p>
          {hazard.safeAlternative === undefined ? undefined : (
            <p className="text-ink-2"><span className="font-medium text-ink">Safe form: </span>{hazard.safeAlternative}</p>
          )}
          {evidenceText(hazard) === undefined ? undefined : <p className="text-ink-2">{evidenceText(hazard)}</p>}
          <p className="identifier text-ink-3">{hazard.code}</p>
        </div>
      </Popover>
    );
  });
}

/** Whether down gives back what up took. */
export function ReversibilityChip({ reversibility }: { readonly reversibility: Reversibility }) {
  switch (reversibility.kind) {
    case "lossless": return <Chip tone="ok">Reversible</Chip>;
    case "lossy": return <Explained tone="warn" label="Lossy down" text={reversibility.what} />;
    case "irreversible": return <Explained tone="bad" label="Irreversible" text={reversibility.why} />;
  }
}

function Explained({ tone, label, text }: { readonly tone: Tone; readonly label: string; readonly text: string }) {
  return (
    <Popover label={label} align="start" trigger={<button type="button" className="inline-flex min-h-6 items-center rounded-sm" aria-label={`${label}: ${text}`}><Chip tone={tone}>{label}</Chip></button>}>
      <p>{text}</p>
    </Popover>
  );
}
