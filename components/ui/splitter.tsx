"use client";

import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { classNames } from "./class-names";

/** Remembers sizes on this device; on the server there is nothing to remember. */
const storage = {
  getItem: (key: string) => (typeof window === "undefined" ? null : window.localStorage.getItem(key)),
  setItem: (key: string, value: string) => { if (typeof window !== "undefined") window.localStorage.setItem(key, value); },
};

/** Panels beside or above each other with sizes that are remembered under `id`. */
export function SplitGroup({ id, orientation, panels, children, className }: { readonly id: string; readonly orientation: "horizontal" | "vertical"; readonly panels: readonly string[]; readonly children: ReactNode; readonly className?: string }) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, panelIds: [...panels], storage });
  return (
    <Group id={id} orientation={orientation} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged} className={className}>
      {children}
    </Group>
  );
}

/** The line between two panels, to be dragged or moved with the arrow keys. */
export function Splitter({ label, orientation }: { readonly label: string; readonly orientation: "vertical-line" | "horizontal-line" }) {
  return (
    <Separator
      aria-label={label}
      className={classNames(
        "relative shrink-0 bg-line transition-colors duration-[120ms] hover:bg-accent data-[separator=active]:bg-accent data-[separator=hover]:bg-accent focus-visible:bg-accent",
        orientation === "vertical-line" ? "w-px" : "h-px",
      )}
    />
  );
}

export { Panel as SplitPanel };
