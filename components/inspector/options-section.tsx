"use client";

import { setTable } from "@/lib/design/commands";
import type { Table } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { Section } from "./section";

/** Properties only this target knows, by the names it documents. */
export function OptionsSection({ table }: { readonly table: Table }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const known = Object.keys(capabilities.tableOptions);
  const names = [...known, ...Object.keys(table.options).filter((name) => !known.includes(name))];
  if (names.length === 0) return undefined;
  const set = (name: string, text: string) => {
    const { [name]: _, ...rest } = table.options;
    const next = text.trim() === "" ? rest : { ...rest, [name]: text.trim() };
    run(setTable, { tableId: table.id, options: Object.keys(next).length === 0 ? null : next }, { keepSelection: true });
  };
  return (
    <Section id="options" title="Table options" count={Object.keys(table.options).length} defaultOpen={false}>
      <div className="grid gap-3">
        {names.map((name) => (
          <Field key={name} label={name} {...(capabilities.tableOptions[name] === undefined ? {} : { hint: capabilities.tableOptions[name] })}>
            {(ids) => <DraftInput {...ids} mono value={table.options[name] ?? ""} onCommit={(text) => set(name, text)} />}
          </Field>
        ))}
      </div>
    </Section>
  );
}
