"use client";

import { Plus, Trash2 } from "lucide-react";
import type { AdvisedIndex, BareForeignKey, IndexCost, NeedlessIndex } from "@/lib/advisor/indexes";
import { addAdvisedIndex, deleteRecords } from "@/lib/design/commands";
import type { Index, Table } from "@/lib/model";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useToast } from "@/components/ui/toast";
import { showQuantity } from "./quantity";

/** An index to add: what it serves, why it looks so, what it costs. */
export function AdvisedIndexItem({ item, table, bare }: { readonly item: AdvisedIndex; readonly table: Table; readonly bare: readonly BareForeignKey[] }) {
  const { index, needs, reasons, cost, replaces, extension } = item;
  const { run } = useRun();
  const undo = useUndoToast();
  const add = () => {
    const { id: _, ...rest } = index;
    const result = run(addAdvisedIndex, { tableId: table.id, index: rest, ...(extension === undefined ? {} : { extension }) }, { keepSelection: true });
    if (result.ok) undo(`Added ${index.name}.`);
  };
  const suffers = needs.flatMap((need) => (need.kind === "foreign key" ? bare.find(({ foreignKeyId }) => foreignKeyId === need.id)?.suffers ?? [] : []));
  const old = table.indexes.filter(({ id }) => replaces.includes(id)).map(({ name }) => name);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0 flex-1 basis-100 gap-1">
        <div className="flex flex-wrap items-center gap-2"><Chip tone="accent">Index</Chip><IndexText index={index} table={table} /></div>
        <p className="break-words"><span className="text-ink-2">Serves</span> {needs.map(({ kind, name, how }) => `${kind === "pattern" ? name : `foreign key ${name}`} (${how})`).join(", ")}.</p>
        {reasons.map((reason) => <p key={reason} className="break-words text-ink-2">{reason}</p>)}
        {suffers.map((sentence) => <p key={sentence} className="break-words text-ink-2">Without it: {sentence}</p>)}
        {old.length === 0 ? undefined : <p className="break-words text-ink-2">Makes {old.join(", ")} needless.</p>}
        {extension === undefined ? undefined : <p className="text-ink-2">Adds the extension {extension} too.</p>}
        <p className="text-sm text-ink-2">Costs: {costWords(cost)}</p>
      </div>
      <Button onClick={add} aria-label={`Add index ${index.name}`}><Plus aria-hidden />Add index</Button>
    </li>
  );
}

/** An index that could go, and what that saves. */
export function NeedlessIndexItem({ item, table }: { readonly item: NeedlessIndex; readonly table: Table }) {
  const { run } = useRun();
  const undo = useUndoToast();
  const index = table.indexes.find(({ id }) => id === item.indexId);
  if (index === undefined) return undefined;
  const drop = () => {
    if (run(deleteRecords, { ids: [index.id] }, { keepSelection: true }).ok) undo(`Dropped ${index.name}.`);
  };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0 flex-1 basis-100 gap-1">
        <div className="flex flex-wrap items-center gap-2"><Chip tone={item.kind === "unused" ? "neutral" : "warn"}>{item.kind === "unused" ? "Unused" : "Redundant"}</Chip><IndexText index={index} table={table} /></div>
        <p className="break-words">{item.reason}</p>
        <p className="text-sm text-ink-2">Dropping it saves: {costWords(item.saves)}</p>
      </div>
      <Button onClick={drop} aria-label={`Drop index ${index.name}`}><Trash2 aria-hidden />Drop index</Button>
    </li>
  );
}

function IndexText({ index, table }: { readonly index: Index; readonly table: Table }) {
  const name = (id: string | undefined) => table.columns.find((column) => column.id === id)?.name ?? "";
  const parts = index.parts.map((part) => [part.column === undefined ? part.expression : name(part.column), part.collation, part.operatorClass, part.order === "desc" ? "desc" : undefined].filter((each) => each !== undefined).join(" "));
  return (
    <code className="identifier min-w-0 break-words">
      {index.name} <span className="text-ink-2">{index.method === undefined ? "" : `${index.method} `}({parts.join(", ")}){index.include === undefined ? "" : ` include (${index.include.map(name).join(", ")})`}{index.where === undefined ? "" : ` where ${index.where}`}</span>
    </code>
  );
}

/** Bytes to whole units: they are calculated, and more digits would claim more. */
function rounded(bytes: number): number {
  const unit = bytes >= 1024 ** 3 ? 1024 ** 3 / 10 : bytes >= 1024 ** 2 ? 1024 ** 2 : 1024;
  return Math.round(bytes / unit) * unit;
}

/** "12 entries written per second; about 40 MB." */
function costWords({ entriesPerSecond, unknownRates, bytes }: IndexCost): string {
  const writes = entriesPerSecond === 0 ? (unknownRates ? "entries written at a rate nobody said" : "no writes described") : `${unknownRates ? "at least " : ""}${showQuantity(entriesPerSecond, "rate")} entries written per second`;
  return `${writes}; ${bytes === undefined ? "size unknown, since nobody said how many rows there are" : `about ${showQuantity(rounded(bytes), "bytes")}`}.`;
}

/** A message that takes the last change back. */
export function useUndoToast(): (text: string) => void {
  const show = useToast();
  const session = useSession();
  return (text) => show({ text, action: { label: "Undo", run: () => void session.undo() } });
}
