"use client";

import { Layers } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";

/** The first thing a new user sees: where to begin. */
export function NoDesigns() {
  return (
    <EmptyState
      icon={<Layers />}
      title="Start with a design"
      action={(
        <>
          <Link href="/new?from=template" className={buttonClass("secondary")}>Open a template</Link>
          <Link href="/new?from=import" className={buttonClass("secondary")}>Import SQL or DBML</Link>
        </>
      )}
      example={(
        <pre className="identifier mx-auto w-fit rounded-card border border-line bg-surface px-4 py-3 text-left leading-5 text-ink-2">{"customers   id · email · name\n  └─ orders   id · customer_id · placed_at\n       └─ order_lines   order_id · product_id · quantity"}</pre>
      )}
    >
      A design holds a schema, how it is read and written, and every migration released from it.
    </EmptyState>
  );
}
