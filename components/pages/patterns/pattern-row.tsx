"use client";

import { Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { deleteRecords, setPattern } from "@/lib/design/commands";
import { patternOperations, type AccessPattern } from "@/lib/model";
import { TableField } from "@/components/inspector/table-field";
import { useRun } from "@/components/studio/use-run";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";

const operations = patternOperations.map((operation) => ({ value: operation, label: operation }));

/** A rate as typed: `200`, `1.5k`, `2M`; undefined when it is not a number. */
export function parseRate(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*([km])?\s*(?:\/\s*s)?\s*$/i.exec(text);
  if (match === null) return undefined;
  const factor = match[2]?.toLowerCase() === "k" ? 1000 : match[2]?.toLowerCase() === "m" ? 1_000_000 : 1;
  return Number((match[1] ?? "").replace(",", ".")) * factor;
}

interface Props {
  readonly pattern: AccessPattern;
  onMove(event: KeyboardEvent<HTMLElement>): void;
}

/** One access pattern, edited where it stands. */
export function PatternRow({ pattern, onMove }: Props) {
  const { run } = useRun();
  const set = (change: Omit<Parameters<typeof setPattern.run>[1], "patternId">) => run(setPattern, { patternId: pattern.id, ...change }, { keepSelection: true });
  const cell = "border-b border-line p-1 align-top";
  return (
    <tr className="group hover:bg-sunken" onKeyDown={onMove} data-pattern={pattern.id}>
      <td className={cell}><DraftInput bare dir="auto" aria-label="Name" data-cell="name" placeholder="List recent orders of a customer" value={pattern.name} className="font-medium" onCommit={(name) => set({ name })} /></td>
      <td className={cell}><Select bare aria-label="Operation" value={pattern.operation} options={operations} onChange={(value) => { const operation = patternOperations.find((known) => known === value); if (operation !== undefined) set({ operation }); }} /></td>
      <td className={cell}><TableField bare label="Table" placeholder="Table" value={pattern.tableId} onChange={(tableId) => set({ tableId })} /></td>
      <td className={cell}><DraftTextArea mono rows={1} aria-label="Query" data-cell="query" value={pattern.query ?? ""} placeholder="SELECT" onCommit={(query) => set({ query })} className="border-transparent bg-transparent hover:border-line-strong focus:bg-surface" /></td>
      <td className={cell}>
        <DraftInput
          bare aria-label="Calls per second" data-cell="rate" inputMode="decimal" className="text-right tabular-nums" placeholder="per s" value={pattern.rate === undefined ? "" : String(pattern.rate)}
          validate={(text) => (text.trim() === "" || parseRate(text) !== undefined ? undefined : "A number of calls per second, such as 200 or 1.5k.")}
          onCommit={(text) => { const rate = parseRate(text); if (rate !== undefined) set({ rate }); }}
        />
      </td>
      <td className={cell}><DraftInput bare dir="auto" aria-label="Expected performance" data-cell="performance" placeholder="Index scan, under 5 ms" value={pattern.expectedPerformance ?? ""} onCommit={(expectedPerformance) => set({ expectedPerformance })} /></td>
      <td className={cell}><IconButton name={`Delete ${pattern.name === "" ? "this pattern" : pattern.name}`} size="small" className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100" onClick={() => run(deleteRecords, { ids: [pattern.id] }, { keepSelection: true })}><Trash2 /></IconButton></td>
    </tr>
  );
}
