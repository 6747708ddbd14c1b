"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { addCheck, deleteRecords, setCheck } from "@/lib/design/commands";
import type { Check, Table } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Checkbox } from "@/components/ui/checkbox";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { MemberItem } from "./member-item";
import { orNull } from "./name-rules";
import { Section } from "./section";

/** The table's check constraints. */
export function ChecksSection({ table }: { readonly table: Table }) {
  const { run } = useRun();
  const [adding, setAdding] = useState(false);
  const commit = (text: string) => {
    setAdding(false);
    if (text.trim() !== "") run(addCheck, { tableId: table.id, expression: text.trim() }, { keepSelection: true });
  };
  return (
    <Section id="checks" title="Checks" count={table.checks.length} defaultOpen={false} action={<IconButton name="Add a check" size="small" onClick={() => setAdding(true)}><Plus /></IconButton>}>
      <ul className="grid">{table.checks.map((check) => <CheckItem key={check.id} item={check} />)}</ul>
      {adding ? (
        <Input
          mono autoFocus aria-label="Expression of the new check" placeholder="price > 0"
          onBlur={(event) => commit(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") { event.stopPropagation(); event.currentTarget.value = ""; setAdding(false); }
          }}
        />
      ) : table.checks.length === 0 ? <p className="text-sm text-ink-3">No checks.</p> : undefined}
    </Section>
  );
}

function CheckItem({ item }: { readonly item: Check }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const set = (change: Omit<Parameters<typeof setCheck.run>[1], "id">) => run(setCheck, { id: item.id, ...change }, { keepSelection: true });
  return (
    <MemberItem kind="Check" name={item.name ?? item.expression} summary={item.expression} detail={item.name} onDelete={() => run(deleteRecords, { ids: [item.id] }, { keepSelection: true })}>
      <Field label="Expression">
        {(ids) => <DraftTextArea {...ids} mono value={item.expression} validate={(text) => (text.trim() === "" ? "Write an expression." : undefined)} onCommit={(text) => set({ expression: text.trim() })} />}
      </Field>
      <Field label="Name" layout="row">{(ids) => <DraftInput {...ids} mono value={item.name ?? ""} placeholder="by the target" onCommit={(text) => set({ name: orNull(text) })} />}</Field>
      {capabilities.notValidConstraints ? <Checkbox label="Not checked against old rows (not valid)" checked={item.notValid === true} onChange={(notValid) => set({ notValid })} /> : undefined}
    </MemberItem>
  );
}
