"use client";

import { CircleDashed, TriangleAlert } from "lucide-react";
import { orderings, outOfBounds, patternBounds, textNeeds, type AccessPattern } from "@/lib/model";
import type { Problem } from "@/lib/design/design";
import { useSession } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { PickField } from "@/components/ui/sheet/pick-field";
import { useState } from "react";
import type { SetOne } from "./pattern-columns";
import { QuantityField } from "./quantity-field";
import { gapsOf, notSaid, orderingWords, textWords, type Names } from "./words";

const heading = "pt-1 text-sm font-semibold text-ink-2";

/** What the table has no room for, of one pattern. */
export function PatternDetails({ pattern, names, set, problems }: { readonly pattern: AccessPattern; readonly names: Names; readonly set: SetOne; readonly problems: readonly Problem[] }) {
  const session = useSession();
  const gaps = gapsOf(pattern);
  const change = (values: Parameters<SetOne>[1]) => void set(pattern, values);
  return (
    <div className="grid gap-3">
      <h2 className="font-semibold break-words" dir="auto">{pattern.name}</h2>
      {gaps.length === 0 ? undefined : <p className="flex gap-1.5 text-sm text-ink-2"><CircleDashed aria-hidden className="mt-0.5 size-3.5 shrink-0 stroke-[1.5]" /><span>Not said yet: {gaps.join(", ")}.</span></p>}
      {problems.map((problem) => (
        <div key={problem.code + problem.message} role="alert" className="grid gap-1.5 rounded-card border border-line bg-warn-soft p-2 text-sm">
          <p className="flex gap-1.5"><TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 stroke-[1.5] text-warn" /><span className="min-w-0 break-words">{problem.message}</span></p>
          <div className="flex flex-wrap gap-1.5 pl-5">{problem.fixes.map((fix) => <Button key={fix.label} onClick={() => session.apply(fix.patch)}>{fix.label}</Button>)}</div>
        </div>
      ))}
      <div className="grid gap-3 md:grid-cols-3 md:gap-x-5 min-[90rem]:grid-cols-1">
        <section className="grid content-start gap-3">
          <Field label="Query" hint="As the application writes it.">{(ids) => <DraftTextArea {...ids} mono rows={4} placeholder="SELECT" maxLength={20_000} value={pattern.query ?? ""} onCommit={(query) => change({ query })} />}</Field>
          <Field label="Expected performance">{(ids) => <DraftInput {...ids} dir="auto" placeholder="Index scan, under 5 ms" value={pattern.expectedPerformance ?? ""} onCommit={(expectedPerformance) => change({ expectedPerformance })} />}</Field>
        </section>
        <section className="grid content-start gap-3">
          <h3 className={heading}>What it reads</h3>
          <QuantityField label="Size of one item" kind="bytes" bounds={patternBounds.itemBytes} value={pattern.itemBytes} hint="As it is returned." onCommit={(itemBytes) => change({ itemBytes })} />
          <QuantityField label="History" kind="days" bounds={patternBounds.historyDays} value={pattern.historyDays} hint="How far back it reads." onCommit={(historyDays) => change({ historyDays })} />
          <QuantityField label="Time window" kind="seconds" bounds={patternBounds.window} value={pattern.window} hint="Width of the windows that are aggregated." onCommit={(window) => change({ window })} />
          <HopsField pattern={pattern} onCommit={(hops) => change({ hops })} />
          <Field label="Text">
            {(ids) => <Select {...ids} value={pattern.text ?? ""} options={[notSaid, ...textNeeds.map((value) => ({ value, label: textWords[value] }))]} onChange={(value) => change({ text: textNeeds.find((known) => known === value) ?? null })} />}
          </Field>
        </section>
        <section className="grid content-start gap-3">
          <h3 className={heading}>What it promises</h3>
          <Field label="Changed together or not at all">
            {({ id }) => <PickField id={id} label="Changed together or not at all" mono multiple options={names.tableOptions().filter(({ value }) => value !== pattern.tableId)} chosen={pattern.atomicWith ?? []} onCommit={(atomicWith) => change({ atomicWith })} />}
          </Field>
          <Field label="Order">
            {(ids) => <Select {...ids} value={pattern.ordering ?? ""} options={[notSaid, ...orderings.map((value) => ({ value, label: orderingWords[value] }))]} onChange={(value) => change({ ordering: orderings.find((known) => known === value) ?? null })} />}
          </Field>
          <Field label="Whose rows may be seen" hint="The column that says it: tenant, user.">
            {({ id }) => <PickField id={id} label="Whose rows may be seen" mono multiple={false} options={[...names.columnOptions(pattern), notSaid]} chosen={pattern.scope === undefined ? [] : [pattern.scope]} onCommit={([scope]) => change({ scope: scope ?? null })} />}
          </Field>
          <Field label="Known in advance">
            {(ids) => (
              <Select
                {...ids} value={pattern.adHoc === undefined ? "" : pattern.adHoc ? "adhoc" : "known"} options={[notSaid, { value: "known", label: "Known, asked by the application" }, { value: "adhoc", label: "Ad hoc, asked by people as they go" }]}
                onChange={(value) => change({ adHoc: value === "" ? null : value === "adhoc" })}
              />
            )}
          </Field>
        </section>
      </div>
    </div>
  );
}

/** A number of steps, or "unbounded". */
function HopsField({ pattern, onCommit }: { readonly pattern: AccessPattern; onCommit(hops: number | "unbounded" | null): void }) {
  const [error, setError] = useState<string>();
  const read = (text: string): number | "unbounded" | null | undefined => {
    const plain = text.trim().toLowerCase();
    if (plain === "") return null;
    if (/^(?:unbounded|any|∞|\*)$/.test(plain)) return "unbounded";
    return /^\d+$/.test(plain) && outOfBounds(Number(plain), patternBounds.hops) === undefined ? Number(plain) : undefined;
  };
  return (
    <Field label="Steps along relationships" error={error} hint="The most there may be, or unbounded.">
      {(ids) => (
        <DraftInput
          {...ids} placeholder="not said" value={pattern.hops === undefined ? "" : String(pattern.hops)} onError={setError}
          validate={(text) => (read(text) === undefined ? "A whole number from 1 to 1,000, or unbounded." : undefined)}
          onCommit={(text) => { const hops = read(text); if (hops !== undefined) onCommit(hops); }}
        />
      )}
    </Field>
  );
}
