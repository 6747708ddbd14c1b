"use client";

import { OctagonAlert } from "lucide-react";
import Link from "next/link";
import { useSnapshot } from "./design-provider";

/** Says so, across the page, when the server refused the design or could not read all of it. */
export function RefusedBanner() {
  const { saving, quarantined } = useSnapshot();
  if (saving.kind !== "refused" && quarantined === 0) return undefined;
  return (
    <div role="alert" className="flex items-center gap-2 border-b border-line bg-bad-soft px-4 py-1.5 text-bad">
      <OctagonAlert aria-hidden className="size-4 shrink-0 stroke-[1.5]" />
      <p className="min-w-0 flex-1">
        {saving.kind === "refused" ? saving.message
          : `${quarantined} ${quarantined === 1 ? "row" : "rows"} of this design's log could not be read and ${quarantined === 1 ? "was" : "were"} set aside. Edits in them are missing here; restore a backup if you need them.`}
      </p>
      {saving.kind === "refused" ? <Link href="/" className="font-medium underline">See all designs</Link> : undefined}
    </div>
  );
}
