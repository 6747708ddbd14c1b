"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { classNames } from "./class-names";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface Props {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  onChange(value: string): void;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
  readonly placeholder?: string;
  readonly bare?: boolean;
  readonly mono?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** Radix keeps the empty string for "nothing chosen", so an option with an empty value travels under this one. */
const none = "\u0000none";

/** One of a few. */
export function Select({ value, options, onChange, placeholder, bare, mono, disabled, className, ...rest }: Props) {
  return (
    <Radix.Root value={value === "" ? (options.some((option) => option.value === "") ? none : "") : value} onValueChange={(next) => onChange(next === none ? "" : next)} disabled={disabled === true}>
      <Radix.Trigger
        {...rest}
        className={classNames(
          "control flex w-full min-w-0 items-center gap-1 border px-2 text-left text-ink disabled:opacity-60 aria-invalid:border-bad data-[placeholder]:text-ink-3",
          bare === true ? "border-transparent hover:border-line-strong" : "border-line-strong bg-surface",
          mono === true && "identifier",
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate"><Radix.Value placeholder={placeholder} /></span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 stroke-[1.5] text-ink-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content position="popper" sideOffset={4} collisionPadding={8} className="floating z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden">
          <Radix.Viewport className="max-h-80 p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value === "" ? none : option.value}
                disabled={option.disabled === true}
                className={classNames("flex h-7 items-center gap-2 rounded-sm pr-2 pl-1.5 outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent-soft", mono === true && "identifier")}
              >
                <span className="grid size-4 place-items-center"><Radix.ItemIndicator><Check aria-hidden className="size-3.5" /></Radix.ItemIndicator></span>
                <Radix.ItemText>{option.label}</Radix.ItemText>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
