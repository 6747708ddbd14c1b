"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { addPatterns } from "@/lib/design/commands";
import { readQueries, type QueryRead } from "@/lib/design/read-query";
import { counted } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/input";
import { freePatternName } from "./free-name";
import { Names, operationWords } from "./words";

/** Patterns from SQL: what is read off stands beside the text before anything is added; what is not understood says why. */
export function PasteDialog({ initial, onClose, onAdded }: { readonly initial: string; onClose(): void; onAdded(first: string | undefined): void }) {
  const schema = useDesignPart(({ design }) => design.schema);
  const patterns = useDesignPart(({ design }) => design.patterns);
  const { run } = useRun();
  const [text, setText] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const settled = useDeferredValue(text);
  const { read, unread } = useMemo(() => readQueries(settled, schema), [settled, schema]);
  const names = useMemo(() => new Names(schema), [schema]);
  const wanted = read.filter(({ line }) => !left.has(line));
  const add = () => {
    const taken = new Set(patterns.map(({ name }) => name));
    const drafts = wanted.map(({ draft }) => {
      const name = freePatternName(draft.name, taken);
      taken.add(name);
      return { ...draft, name };
    });
    const result = run(addPatterns, { drafts }, { keepSelection: true });
    if (result.ok) onAdded(result.edit.select?.[0]);
    onClose();
  };
  return (
    <Dialog
      open onClose={onClose} width="wide" title="Patterns from SQL" description="Tables, keys, range, sort and limit are read off each statement. Rates and latencies are not in SQL: they stay open until you say them."
      actions={<>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={wanted.length === 0} onClick={add}>{wanted.length === 0 ? "Add patterns" : `Add ${counted(wanted.length, "pattern")}`}</Button>
      </>}
    >
      <div className="grid gap-3">
        <Field label="SQL" hint="One statement or many. A comment right before a statement names its pattern; BEGIN and COMMIT keep writes together.">
          {(ids) => <TextArea {...ids} mono rows={7} value={text} placeholder={"-- Recent orders of a customer\nSELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20;"} onChange={(event) => { setText(event.target.value); setLeft(new Set()); }} />}
        </Field>
        {read.length === 0 ? undefined : (
          <section aria-label="Understood" className="grid gap-1">
            <h3 className="font-medium">Understood: {counted(read.length, "statement")}</h3>
            <ul className="grid rounded-card border border-line">
              {read.map((entry) => (
                <li key={entry.line} className="border-b border-line px-2 py-1.5 last:border-b-0">
                  <Entry entry={entry} names={names} taken={!left.has(entry.line)} onTake={(take) => setLeft((before) => { const next = new Set(before); if (take) next.delete(entry.line); else next.add(entry.line); return next; })} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {unread.length === 0 ? undefined : (
          <section aria-label="Not understood" className="grid gap-1">
            <h3 className="font-medium">Not understood: {counted(unread.length, "statement")}</h3>
            <ul className="grid gap-1 text-sm">
              {unread.map((entry) => (
                <li key={entry.line} className="grid grid-cols-[56px_minmax(0,1fr)] gap-x-2"><span className="text-ink-3 tabular-nums">line {entry.line}</span><span><span className="text-warn">{entry.reason}</span> <span className="identifier block truncate text-ink-3">{entry.text.slice(0, 200)}</span></span></li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Entry({ entry: { draft, notes }, names, taken, onTake }: { readonly entry: QueryRead; readonly names: Names; readonly taken: boolean; onTake(take: boolean): void }) {
  const column = (id: string): string => names.column(id, draft.tableId);
  const said: readonly (readonly [string, string | undefined])[] = [
    ["equal", draft.equality?.map(column).join(", ")], ["range", draft.range === undefined ? undefined : column(draft.range)], ["sort", draft.sort?.map((part) => `${column(part.column)} ${part.order === "asc" ? "↑" : "↓"}`).join(", ")],
    ["joins", draft.joins?.map((id) => names.table(id)).join(", ")], ["together with", draft.atomicWith?.map((id) => names.table(id)).join(", ")], ["items", draft.items === undefined ? undefined : String(draft.items)],
    ["text", draft.text], ["steps", draft.hops === undefined ? undefined : String(draft.hops)], ["window", draft.window === undefined ? undefined : `${draft.window} s`], ["history", draft.historyDays === undefined ? undefined : `${draft.historyDays} d`],
  ];
  return (
    <div className="grid gap-0.5">
      <div className="flex min-w-0 items-center gap-2">
        <Checkbox checked={taken} onChange={onTake} label={<span className="font-medium">{draft.name}</span>} className="min-w-0" />
        <Chip className="ml-auto">{operationWords[draft.operation]}</Chip>
        <span className="identifier truncate text-sm">{names.table(draft.tableId)}</span>
      </div>
      <dl className="flex flex-wrap gap-x-3 pl-6 text-sm">
        {said.map(([word, value]) => (value === undefined ? undefined : <div key={word} className="flex min-w-0 gap-1"><dt className="text-ink-3">{word}</dt><dd className="identifier min-w-0 truncate">{value}</dd></div>))}
      </dl>
      {notes.map((note) => <p key={note} className="pl-6 text-sm text-ink-2">{note}</p>)}
    </div>
  );
}
