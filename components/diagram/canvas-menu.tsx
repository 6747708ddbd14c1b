"use client";

import type { ContextTarget } from "@/components/canvas";
import { useRun } from "@/components/studio/use-run";
import { PointMenu } from "@/components/ui/menu";
import { contextItems, type ContextActions } from "./context-items";

/** The menu of a right click on the canvas. */
export function CanvasMenu({ target, onClose, actions }: { readonly target: ContextTarget | undefined; onClose(): void; readonly actions: ContextActions }) {
  const { context } = useRun();
  return <PointMenu label="Actions here" at={target?.screen} items={target === undefined ? [] : contextItems(target, context(), actions)} onClose={onClose} />;
}
