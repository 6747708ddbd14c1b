"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Details beside the control that opens them; the trigger is `trigger`. */
export function Popover({ trigger, children, label, align = "end", side = "bottom", className }: { readonly trigger: ReactNode; readonly children: ReactNode; readonly label: string; readonly align?: "start" | "center" | "end"; readonly side?: "top" | "right" | "bottom" | "left"; readonly className?: string }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content aria-label={label} align={align} side={side} sideOffset={4} collisionPadding={8} className={classNames("floating z-40 max-h-(--radix-popover-content-available-height) w-72 overflow-y-auto p-3", className)}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
