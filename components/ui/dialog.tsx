"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

interface Props {
  readonly open: boolean;
  onClose(): void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the decisive one last. */
  readonly actions?: ReactNode;
  readonly width?: "narrow" | "normal" | "wide";
}

const widths = { narrow: "max-w-100", normal: "max-w-140", wide: "max-w-200" };

/** A decision that must be made now. What can sit beside the work does. */
export function Dialog({ open, onClose, title, description, children, actions, width = "normal" }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[appear_120ms_ease-out] bg-(--scrim)" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          // Without a field that asks for the keyboard, the window itself gets it, not its close button.
          onOpenAutoFocus={(event) => {
            if (!(event.currentTarget instanceof HTMLElement) || event.currentTarget.querySelector("input, textarea") !== null) return;
            event.preventDefault();
            event.currentTarget.focus();
          }}
          className={classNames("outline-none floating fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-32px)] -translate-x-1/2 animate-[appear_120ms_ease-out] flex-col", widths[width])}
        >
          <header className="flex items-start gap-2 px-4 pt-3 pb-1">
            <Radix.Title className="flex-1 py-1 text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild><IconButton name="Close" shortcut="Esc"><X /></IconButton></Radix.Close>
          </header>
          {description === undefined ? undefined : <Radix.Description asChild><div className="px-4 pb-2 text-ink-2">{description}</div></Radix.Description>}
          {children === undefined ? undefined : <div role="group" aria-label={title} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-4 py-2 focus-visible:outline-offset-[-2px]">{children}</div>}
          {actions === undefined ? undefined : <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
