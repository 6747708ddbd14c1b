import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "neutral" | "accent" | "ok" | "warn" | "bad" | "info";

const tones: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent-text",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};

/** A small label: a state, a kind, a hazard. The word says it; the tone only helps. */
export function Chip({ tone = "neutral", icon, mono, className, children }: { readonly tone?: Tone; readonly icon?: ReactNode; readonly mono?: boolean; readonly className?: string; readonly children: ReactNode }) {
  return (
    <span className={classNames("inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3", mono === true && "font-mono", tones[tone], className)}>
      {icon}
      {children}
    </span>
  );
}
