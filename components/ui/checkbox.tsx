"use client";

import { Check } from "lucide-react";
import { Checkbox as Radix, Switch as RadixSwitch } from "radix-ui";
import type { ReactNode } from "react";
import { useId } from "react";
import { classNames } from "./class-names";

interface Props {
  readonly checked: boolean;
  onChange(checked: boolean): void;
  /** Shown beside it; without one, `name` is read aloud. */
  readonly label?: ReactNode;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** Yes or no, as part of a form. */
export function Checkbox({ checked, onChange, label, name, disabled, className }: Props) {
  const id = useId();
  return (
    <span className={classNames("inline-flex min-h-6 items-center gap-2", className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled === true}
        onCheckedChange={(next) => onChange(next === true)}
        {...(name === undefined ? {} : { "aria-label": name })}
        className="relative grid size-4 shrink-0 place-items-center rounded-sm border border-ink-3 bg-surface text-accent-ink transition-colors duration-[120ms] before:absolute before:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Indicator><Check aria-hidden className="size-3 stroke-[3]" /></Radix.Indicator>
      </Radix.Root>
      {label === undefined ? undefined : <label htmlFor={id} className="select-none">{label}</label>}
    </span>
  );
}

/** A setting that takes effect at once. */
export function Switch({ checked, onChange, label, name, disabled, className }: Props) {
  const id = useId();
  return (
    <span className={classNames("inline-flex min-h-6 items-center gap-2", className)}>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        disabled={disabled === true}
        onCheckedChange={onChange}
        {...(name === undefined ? {} : { "aria-label": name })}
        className="relative h-4.5 w-8 shrink-0 rounded-full bg-ink-3 transition-colors duration-[120ms] disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-surface transition-transform duration-[120ms] data-[state=checked]:translate-x-4" />
      </RadixSwitch.Root>
      {label === undefined ? undefined : <label htmlFor={id} className="select-none">{label}</label>}
    </span>
  );
}
