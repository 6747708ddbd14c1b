import type { ReactNode } from "react";

export type CommandSection = "Add" | "Edit" | "View" | "Go to" | "Export" | "Studio";

/** One thing a person can do now, wherever it is offered: menu, toolbar, palette, keyboard, list of shortcuts. */
export interface StudioCommand {
  readonly id: string;
  readonly label: string;
  readonly section: CommandSection;
  readonly icon?: ReactNode;
  /** `T`, `Mod+D`, `Delete`, `Shift+1`; Mod is Cmd on a Mac, Ctrl elsewhere. */
  readonly shortcut?: string | undefined;
  /** Other keys that do the same. */
  readonly alternatives?: readonly string[];
  /** Offered but not possible now. */
  readonly disabled?: boolean;
  /** The keys also work while typing in a field. */
  readonly whileTyping?: boolean;
  run(): void;
}
