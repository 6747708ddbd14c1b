"use client";

import { useCallback, useEffect } from "react";
import { copySelection, parseClipboard } from "@/lib/design/clipboard";
import { deleteRecords, paste } from "@/lib/design/commands";
import type { Point } from "@/lib/design/design";
import { useSession } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useToast } from "@/components/ui/toast";
import { isInOverlay, isTyping } from "@/components/ui/typing";

/**
 * Copies, cuts and pastes what is selected through the device's clipboard, so it works between designs and windows.
 * `at` says where pasting puts things; answers with the paste command for menus.
 */
export function useClipboard(at: () => Point | undefined): () => void {
  const session = useSession();
  const { selected } = useSelection();
  const { run } = useRun();
  const show = useToast();
  const insert = useCallback((text: string, loud: boolean) => {
    const payload = parseClipboard(text);
    if (payload === undefined) { if (loud) show({ text: "The clipboard holds nothing copied from a design.", tone: "bad" }); return false; }
    const place = at();
    run(paste, { payload, ...(place === undefined ? {} : { at: place }) });
    return true;
  }, [run, show, at]);
  useEffect(() => {
    const ours = (event: ClipboardEvent) => !event.defaultPrevented && !isTyping(event.target) && !isInOverlay(event.target) && (window.getSelection()?.isCollapsed ?? true);
    const copy = (event: ClipboardEvent) => {
      if (!ours(event) || selected.length === 0) return;
      const { design } = session.getSnapshot();
      event.clipboardData?.setData("text/plain", JSON.stringify(copySelection(design, selected)));
      event.preventDefault();
      if (event.type === "cut") run(deleteRecords, { ids: [...selected] });
    };
    const pasteEvent = (event: ClipboardEvent) => {
      if (ours(event) && insert(event.clipboardData?.getData("text/plain") ?? "", false)) event.preventDefault();
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", pasteEvent);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", pasteEvent);
    };
  }, [session, selected, run, insert]);
  return useCallback(() => {
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) { show({ text: "Paste with the keyboard: this browser lets no page read the clipboard here.", tone: "bad" }); return; }
    clipboard.readText().then((text) => { insert(text, true); }, () => show({ text: "The browser did not allow reading the clipboard. Paste with the keyboard.", tone: "bad" }));
  }, [insert, show]);
}
