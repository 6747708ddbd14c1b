"use client";

import { Download, Link2, Redo2, Search, SunMoon, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { api } from "@/components/api/client";
import { designPages, pageHref } from "@/components/shell/rail";
import { useTheme } from "@/components/shell/theme-provider";
import { useDesignId, useDesignPart, useSession } from "@/components/studio/design-provider";
import { useOfferCommands } from "./command-provider";
import type { StudioCommand } from "./studio-command";

const exports = [["zip", "Download the bundle"], ["sql", "Download SQL"], ["dbml", "Download DBML"], ["mermaid", "Download Mermaid"], ["svg", "Download SVG"], ["json", "Download JSON"]] as const;

/** What can be done on every page of a design: undo, find, go to a page, export, theme. */
export function useStudioCommands({ openPalette, openShortcuts, share }: { openPalette(): void; openShortcuts(): void; share(): void }): void {
  const router = useRouter();
  const id = useDesignId();
  const session = useSession();
  const { theme, choose } = useTheme();
  const canUndo = useDesignPart((snapshot) => snapshot.canUndo);
  const canRedo = useDesignPart((snapshot) => snapshot.canRedo);
  const commands = useMemo((): readonly StudioCommand[] => [
    { id: "undo", label: "Undo", section: "Edit", icon: <Undo2 />, shortcut: "Mod+Z", disabled: !canUndo, run: () => session.undo() },
    { id: "redo", label: "Redo", section: "Edit", icon: <Redo2 />, shortcut: "Mod+Shift+Z", alternatives: ["Mod+Y"], disabled: !canRedo, run: () => session.redo() },
    { id: "palette", label: "Find anything", section: "Studio", icon: <Search />, shortcut: "Mod+K", whileTyping: true, run: openPalette },
    { id: "shortcuts", label: "Keyboard shortcuts", section: "Studio", shortcut: "?", run: openShortcuts },
    { id: "theme", label: theme === "dark" ? "Use the light theme" : "Use the dark theme", section: "Studio", icon: <SunMoon />, run: () => choose(theme === "dark" ? "light" : "dark") },
    { id: "share", label: "Copy a link to this view", section: "Studio", icon: <Link2 />, run: share },
    ...designPages.map(({ path, label, icon: Shape }, i) => ({ id: `go-${path}`, label, section: "Go to" as const, icon: <Shape />, shortcut: `Alt+${i + 1}`, run: () => router.push(pageHref(id, path)) })),
    { id: "go-designs", label: "All designs", section: "Go to", run: () => router.push("/") },
    ...exports.map(([format, label]) => ({ id: `export-${format}`, label, section: "Export" as const, icon: <Download />, run: () => { window.location.assign(api.exportUrl(id, format)); } })),
  ], [canUndo, canRedo, session, theme, choose, openPalette, openShortcuts, share, router, id]);
  useOfferCommands("studio", commands);
}
