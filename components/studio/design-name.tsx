"use client";

import { setSettings } from "@/lib/design/commands";
import { DraftInput } from "@/components/ui/draft-input";
import { useDesignPart } from "./design-provider";
import { useRun } from "./use-run";

/** The design's name, editable where it stands. */
export function DesignName() {
  const name = useDesignPart(({ design }) => design.name);
  const { run } = useRun();
  return (
    <div className="grid max-w-80 min-w-24 [&>*]:[grid-area:1/1]">
      {/* The invisible copy gives the field the width of its text. */}
      <span aria-hidden className="invisible truncate border border-transparent px-2 font-semibold whitespace-pre">{name === "" ? "Untitled" : name}</span>
      <DraftInput
        bare
        size={1}
        dir="auto"
        aria-label="Name of the design"
        maxLength={120}
        value={name}
        placeholder="Untitled"
        className="truncate font-semibold"
        onCommit={(text) => { if (text.trim() !== "") run(setSettings, { name: text.trim() }, { keepSelection: true }); }}
      />
    </div>
  );
}
