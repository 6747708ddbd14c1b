"use client";

import { Lightbulb } from "lucide-react";
import { useMemo, useState } from "react";
import { adviseModel, hasIndexAdvice, type ModelAdvice } from "@/lib/design/advice-indexes";
import { setRule } from "@/lib/design/commands";
import { counted, type Table } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { FindingItem } from "./finding-item";
import { AdvisedIndexItem, NeedlessIndexItem } from "./index-items";

/** What to change so that every pattern is served and the model holds: by table, each with one click that does it. */
export function AdviceView({ query }: { readonly query: string }) {
  const schema = useDesignPart(({ design }) => design.schema);
  const patterns = useDesignPart(({ design }) => design.patterns);
  const loads = useDesignPart(({ design }) => design.loads);
  const settings = useDesignPart(({ design }) => design.settings);
  const target = useTarget();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const advice = useMemo(() => (hasIndexAdvice(target) ? adviseModel({ schema, patterns, loads, settings }, target, today) : undefined), [schema, patterns, loads, settings, target, today]);
  if (advice === undefined) return <EmptyState icon={<Lightbulb />} title={`${target.label} has no indexes to choose here`}>Its indexes follow from the patterns; the Shape page shows them, and why.</EmptyState>;
  if (schema.tables.length === 0) return <EmptyState icon={<Lightbulb />} title="Nothing to advise on yet">Draw or import tables, and say how they are read.</EmptyState>;
  const tables = schema.tables.filter((table) => table.name.toLowerCase().includes(query) && touches(advice, table));
  const { indexes: { add, needless, sizeRule }, findings } = advice;
  const total = add.length + needless.length + findings.length;
  return (
    <div className="grid max-w-220 gap-4">
      <p className="text-ink-2" role="status">
        {total === 0 ? "" : `${add.length} ${add.length === 1 ? "index" : "indexes"} to add, ${needless.length} to drop, ${counted(findings.length, "finding")} on the model. `}
        {patterns.length === 0 ? "Without access patterns, only foreign keys and the model speak." : `${counted(patterns.length, "pattern")} considered.`}
      </p>
      {total === 0 ? <EmptyState icon={<Lightbulb />} title="Nothing to change">{patterns.length === 0 ? "Say how the data is read and written, and indexes for it are advised here." : "Every pattern that a key can serve has one, and no rule that is on finds anything."}</EmptyState>
        : tables.length === 0 ? <p className="text-ink-2">No table with advice matches “{query}”.</p> : undefined}
      {tables.map((table) => <TableAdvice key={table.id} table={table} advice={advice} />)}
      <RulesOff advice={advice} />
      {sizeRule === undefined || total === 0 ? undefined : <p className="text-sm text-ink-3">Sizes are calculated, not measured: {sizeRule}</p>}
    </div>
  );
}

function touches({ indexes, findings }: ModelAdvice, { id }: Table): boolean {
  return [...indexes.add, ...indexes.needless, ...indexes.small, ...findings].some(({ tableId }) => tableId === id);
}

function TableAdvice({ table, advice: { indexes, findings } }: { readonly table: Table; readonly advice: ModelAdvice }) {
  const own = <T extends { readonly tableId: string }>(items: readonly T[]): readonly T[] => items.filter(({ tableId }) => tableId === table.id);
  const small = own(indexes.small);
  const heading = `advice-${table.id}`;
  return (
    <section aria-labelledby={heading} className="overflow-hidden rounded-card border border-line bg-surface">
      <h2 id={heading} className="identifier border-b border-line bg-sunken px-4 py-2 font-semibold break-words">{table.name}</h2>
      <ul aria-label={`Advice on ${table.name}`} className="divide-y divide-line">
        {own(indexes.add).map((item) => <AdvisedIndexItem key={item.index.id} item={item} table={table} bare={indexes.bareForeignKeys} />)}
        {own(indexes.needless).map((item) => <NeedlessIndexItem key={item.indexId} item={item} table={table} />)}
        {own(findings).map((finding, i) => <FindingItem key={`${finding.code} ${finding.objectId} ${i}`} finding={finding} />)}
        {small.map(({ pages, needs }) => <li key="small" className="px-4 py-3 text-ink-2">No index pays: the table has {counted(pages, "page")}, which are read whole as quickly. {counted(needs.length, "need")} would use one.</li>)}
      </ul>
    </section>
  );
}

function RulesOff({ advice: { off } }: { readonly advice: ModelAdvice }) {
  const { run } = useRun();
  if (off.length === 0) return undefined;
  return (
    <section aria-labelledby="rules-off" className="grid gap-2">
      <h2 id="rules-off" className="font-semibold">Switched off in this design</h2>
      <ul className="grid gap-1">
        {off.map(({ code, title, reason }) => (
          <li key={code} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1 break-words"><span className="font-medium">{title}</span> <span className="text-ink-2">because: {reason}</span></span>
            <Button variant="quiet" onClick={() => void run(setRule, { code, off: null }, { keepSelection: true })} aria-label={`Switch on: ${title}`}>Switch on</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
