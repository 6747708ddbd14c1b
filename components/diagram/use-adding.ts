"use client";

import { useCallback, type RefObject } from "react";
import type { CanvasHandle } from "@/components/canvas";
import { useSession } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import type { EditCommand } from "@/lib/design/command";
import type { Point } from "@/lib/design/design";
import type { Offer } from "./edit-menu";
import { freeSpot } from "./free-spot";

interface Adding {
  /** Adds something in the middle of what is seen, unless the parameters say where, and puts the keyboard into its name. */
  add<P extends { readonly at?: Point }>(command: EditCommand<P>, parameters: Omit<P, "at">): void;
  /** Runs a command that makes something of what is there, such as a group, and puts the keyboard into its name. */
  start<P>(command: EditCommand<P>, parameters: P): void;
  /** Runs what a menu offered; something new gets the keyboard into its name. */
  runOffer(offer: Offer): void;
}

/** Adding from the toolbar, menus and keys. */
export function useAdding(canvas: RefObject<CanvasHandle | null>, openInspector: () => void): Adding {
  const { run } = useRun();
  const { requestFocus } = useSelection();
  const session = useSession();
  /** A free place in the middle of what is seen. */
  const middle = useCallback((): Point | undefined => {
    const at = canvas.current?.center();
    if (at === undefined) return undefined;
    return freeSpot(session.getSnapshot().design, { x: Math.round(at.x - newSize.width / 2), y: Math.round(at.y - newSize.height / 2) }, newSize);
  }, [canvas, session]);
  const start = useCallback(<P,>(command: EditCommand<P>, parameters: P) => {
    const result = run(command, parameters);
    const id = result.ok ? result.edit.select?.[0] : undefined;
    if (id === undefined || !command.id.startsWith("add-")) return;
    openInspector();
    requestFocus(id);
  }, [run, openInspector, requestFocus]);
  const add = useCallback<Adding["add"]>((command, parameters) => {
    start<unknown>(command, { at: middle(), ...parameters });
  }, [start, middle]);
  const runOffer = useCallback((offer: Offer) => {
    // From the palette and the keyboard nothing was pointed at: the middle of what is seen stands for it.
    const { parameters } = offer;
    const at = offer.needsPlace ? middle() : undefined;
    start(offer.command, at !== undefined && typeof parameters === "object" && parameters !== null ? { ...parameters, at } : parameters);
  }, [start, middle]);
  return { add, start, runOffer };
}

/** About the size of what is added: a new table with its first column, or a note. */
const newSize = { width: 240, height: 80 };
