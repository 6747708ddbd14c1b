"use client";

import { Check, CloudOff, LoaderCircle, OctagonAlert } from "lucide-react";
import type { SaveState } from "@/lib/collaboration/session";
import { useSnapshot } from "@/components/studio/design-provider";
import { Tip } from "@/components/ui/tip";

function describe(saving: SaveState): { readonly text: string; readonly more: string; readonly look: string } {
  switch (saving.kind) {
    case "saved": return { text: "Saved", more: "Every change is on the server's disk.", look: "text-ink-3" };
    case "saving": return { text: "Saving", more: "Changes are on their way to the server.", look: "text-ink-3" };
    case "offline": return {
      text: saving.changes === 0 ? "Offline" : `Offline: ${saving.changes} ${saving.changes === 1 ? "change" : "changes"} kept on this device`,
      more: "You can go on working. Changes merge as soon as the server can be reached.",
      look: "text-warn",
    };
    case "refused": return { text: "Not connected", more: saving.message, look: "text-bad" };
  }
}

const icons = { saved: Check, saving: LoaderCircle, offline: CloudOff, refused: OctagonAlert };

/** Says whether what is on the screen is safe. */
export function SaveIndicator() {
  const { saving } = useSnapshot();
  const { text, more, look } = describe(saving);
  const Icon = icons[saving.kind];
  return (
    <Tip text={more}>
      <span role="status" tabIndex={0} data-save={saving.kind} className={`flex h-6 items-center gap-1.5 rounded-sm px-1 text-sm whitespace-nowrap ${look}`}>
        <Icon aria-hidden className="size-3.5 stroke-[1.5]" />
        {text}
      </span>
    </Tip>
  );
}
