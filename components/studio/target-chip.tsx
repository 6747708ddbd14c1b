"use client";

import Link from "next/link";
import { pageHref } from "@/components/shell/rail";
import { Tip } from "@/components/ui/tip";
import { useDesignId, useDesignPart } from "./design-provider";
import { targetLabel } from "./target-label";

/** What the schema is written for; leads to where that is decided. */
export function TargetChip() {
  const id = useDesignId();
  const target = useDesignPart(({ design }) => design.settings.target);
  const version = useDesignPart(({ design }) => design.settings.targetVersion);
  return (
    <Tip text="Target: where the schema will live">
      <Link href={pageHref(id, "technology")} className="inline-flex h-6 shrink-0 items-center rounded-sm bg-sunken px-2 text-sm text-ink-2 hover:bg-raised hover:text-ink">
        {targetLabel(target)} {version}
      </Link>
    </Tip>
  );
}
