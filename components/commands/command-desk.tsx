"use client";

import { useCallback, useState, type ReactNode } from "react";
import { useCopyLink } from "@/components/studio/use-copy-link";
import { CommandProvider } from "./command-provider";
import { Palette } from "./palette";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useStudioCommands } from "./use-studio-commands";

/** Puts keyboard, palette and the list of shortcuts around a design's pages. */
export function CommandDesk({ children }: { readonly children: ReactNode }) {
  return <CommandProvider><Desk>{children}</Desk></CommandProvider>;
}

function Desk({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<"palette" | "shortcuts">();
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openShortcuts = useCallback(() => setOpen("shortcuts"), []);
  const close = useCallback(() => setOpen(undefined), []);
  const share = useCopyLink();
  useStudioCommands({ openPalette, openShortcuts, share });
  return (
    <>
      {children}
      <Palette open={open === "palette"} onClose={close} />
      <ShortcutsDialog open={open === "shortcuts"} onClose={close} />
    </>
  );
}
