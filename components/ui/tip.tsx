"use client";

import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { shortcutText, useIsMac } from "./kbd";

interface Props {
  readonly text: ReactNode;
  readonly shortcut?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly children: ReactNode;
}

/** A tooltip on its single child. It repeats or adds; it never holds the only copy of something needed. */
export function Tip({ text, shortcut, side = "bottom", children }: Props) {
  const mac = useIsMac();
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content side={side} sideOffset={6} collisionPadding={8} className="floating z-50 flex max-w-80 items-center gap-2 px-2 py-1 text-sm text-ink">
          <span>{text}</span>
          {shortcut === undefined ? undefined : <span className="font-mono text-xs text-ink-3">{shortcutText(shortcut, mac)}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
