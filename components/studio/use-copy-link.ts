"use client";

import { useCallback } from "react";
import { useToast } from "@/components/ui/toast";

/** Gives the function that copies the address, which names the design, the page and the view. */
export function useCopyLink(): () => void {
  const show = useToast();
  return useCallback(() => {
    // Only there on a secure origin or loopback; elsewhere the address bar is the way.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) { show({ text: "Copy the address from the address bar: this browser lets no page do it here.", tone: "bad" }); return; }
    clipboard.writeText(window.location.href).then(
      () => show({ text: "Link copied. It opens this page with this view." }),
      () => show({ text: "The browser did not allow copying. Copy the address from the address bar.", tone: "bad" }),
    );
  }, [show]);
}
