import type { Diagnostic, Id } from "../model";
import type { Design, Entries, Patch } from "./design";

/** What an edit command sees. Commands are pure: they answer with a patch, and never write. */
export interface EditContext {
  readonly design: Design;
  readonly entries: Entries;
  /** Ids of what is selected on the canvas. */
  readonly selection: readonly Id[];
  /** A fresh record id; injected so that tests are deterministic. */
  newId(): Id;
}

export interface Edit {
  readonly patch: Patch;
  /** What should be selected afterwards. */
  readonly select?: readonly Id[];
}

export type EditResult = { readonly ok: true; readonly edit: Edit } | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * One thing a person does to a design. The menu, the context menu, the palette and the keyboard read these from one list
 * (commands/index.ts); the inspector calls `run` with parameters. Undo is the inverse patch, never written per command.
 */
export interface EditCommand<P> {
  /** `add-table`. */
  readonly id: string;
  /** A verb and a noun: "Add table". */
  readonly label: string;
  /** Name of a lucide icon in kebab-case: `table-2`. */
  readonly icon: string;
  /** `T`, `Mod+D`, `Delete`; Mod is Cmd on a Mac, Ctrl elsewhere. */
  readonly shortcut?: string;
  /** What it needs to be offered in menus; commands that need parameters a menu cannot give are left out of menus. */
  readonly menu?: { readonly appliesTo: "canvas" | "table" | "column" | "group" | "note" | "selection"; parameters(context: EditContext, target: Id | undefined): P | undefined };
  run(context: EditContext, parameters: P): EditResult;
}
