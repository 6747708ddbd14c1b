"use client";

import { Search } from "lucide-react";
import { useMemo, type Ref } from "react";
import { searchSchema } from "@/components/commands/palette-search";
import { useDesignPart } from "@/components/studio/design-provider";
import { Combobox } from "@/components/ui/combobox";
import type { Id } from "@/lib/model";

/** Finds a table or column on the canvas and goes there. */
export function DiagramSearch({ onJump, ref }: { onJump(id: Id): void; readonly ref?: Ref<HTMLInputElement> }) {
  const schema = useDesignPart(({ design }) => design.schema);
  const suggest = useMemo(() => (text: string) => searchSchema(schema, text, 40).map((jump) => ({ value: jump.id, label: jump.label, ...(jump.kind === "table" ? {} : { hint: jump.kind }) })), [schema]);
  return (
    <div className="floating relative w-60">
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 stroke-[1.5] text-ink-3" />
      <Combobox bare mono text="" {...(ref === undefined ? {} : { ref })} aria-label="Find a table or column" placeholder="Find a table   /" className="h-7 pl-7.5" suggest={suggest} onCommit={onJump} />
    </div>
  );
}
