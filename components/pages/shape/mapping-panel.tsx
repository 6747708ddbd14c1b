"use client";

import { RotateCcw } from "lucide-react";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Chip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { setMappingChoice } from "@/lib/design/commands";
import { counted, type Diagnostic, type Id, type Table } from "@/lib/model";
import type { MappingDecision } from "@/lib/targets/native";
import type { StoreView } from "./use-stores";

interface Props {
  readonly store: StoreView;
  /** The table that is looked at; its decisions come first. */
  readonly table: Id | undefined;
  onTable(table: Id | undefined): void;
}

/** Every decision of the mapping with its reason, by table; each can be overruled, and left to the rule again. */
export function MappingPanel({ store, table, onTable }: Props) {
  const tables = useDesignPart((s) => s.design.schema.tables);
  const { run } = useRun();
  const names = new Map<Id, Pick<Table, "name">>(tables.map((each) => [each.id, each]));
  const owners = [...new Set(store.decisions.map((decision) => decision.table))].filter((id) => table === undefined || id === table);
  const notes = store.diagnostics.filter(({ severity }) => severity === "info");
  const overruled = store.decisions.filter((decision) => decision.overruled).length;
  return (
    <aside aria-label="Mapping" className="grid h-full content-start gap-4 overflow-y-auto bg-surface p-4">
      <header className="grid gap-2">
        <h2 className="font-semibold">Mapping</h2>
        <p className="text-ink-2">
          {store.decisions.length === 0 ? `${store.label} keeps the tables as they are drawn.` : `How the tables become ${store.words?.containers ?? "tables"} of ${store.label}, and why. ${overruled === 0 ? "Nothing is overruled." : `${overruled} overruled.`}`}
        </p>
        {store.decisions.length === 0 ? undefined : (
          <Field label="Table">
            {(ids) => (
              <Select
                {...ids} value={table ?? ""} onChange={(value) => onTable(value === "" ? undefined : value)}
                options={[{ value: "", label: "All tables" }, ...tables.filter(({ id }) => store.decisions.some((decision) => decision.table === id)).map(({ id, name }) => ({ value: id, label: name }))]}
              />
            )}
          </Field>
        )}
      </header>
      <Findings label="Limits and what to look at" findings={store.diagnostics.filter(({ severity }) => severity !== "info")} />
      {owners.map((owner) => (
        <section key={owner} aria-label={`Mapping of ${names.get(owner)?.name ?? "a table"}`} className="grid gap-3 border-t border-line pt-3">
          <h3 className="identifier font-semibold break-all">{names.get(owner)?.name ?? "A table that is gone"}</h3>
          {store.decisions.filter((decision) => decision.table === owner).map((decision) => (
            <Decision
              key={`${decision.about} ${decision.choice}`} decision={decision}
              onChoose={(option) => run(setMappingChoice, { about: decision.about, choice: decision.choice, option, target: store.target }, { keepSelection: true })}
            />
          ))}
        </section>
      ))}
      {notes.length === 0 ? undefined : (
        <details className="border-t border-line pt-3">
          <summary className="cursor-pointer text-ink-2">{counted(notes.length, "note")} on what {store.label} does not keep</summary>
          <div className="pt-2"><Findings label="Notes" findings={notes} /></div>
        </details>
      )}
    </aside>
  );
}

function Findings({ label, findings }: { readonly label: string; readonly findings: readonly Diagnostic[] }) {
  if (findings.length === 0) return undefined;
  return (
    <ul aria-label={label} className="grid gap-1.5">
      {findings.map(({ code, severity, message }, i) => (
        <li key={`${code} ${i}`} className="flex items-start gap-2">
          <Chip tone={severity === "error" ? "bad" : severity === "warning" ? "warn" : "neutral"}>{severity === "error" ? "limit" : severity === "warning" ? "look" : "note"}</Chip>
          <span className="min-w-0 flex-1 break-words text-sm">{message}</span>
        </li>
      ))}
    </ul>
  );
}

function Decision({ decision, onChoose }: { readonly decision: MappingDecision; onChoose(option: string | null): void }) {
  const { label, chosen, options, reason, overruled } = decision;
  const help = options.find(({ id }) => id === chosen)?.help;
  return (
    <div className="grid gap-1">
      <div className="flex items-end gap-1">
        <Field label={label} className="min-w-0 flex-1">
          {(ids) => <Select {...ids} value={chosen} options={options.map((option) => ({ value: option.id, label: option.label }))} onChange={onChoose} />}
        </Field>
        {overruled ? <IconButton name={`Leave it to the rule: ${label}`} onClick={() => onChoose(null)}><RotateCcw /></IconButton> : undefined}
      </div>
      <p className="text-sm break-words text-ink-2">{overruled ? <Chip tone="accent" className="mr-1.5">by the team</Chip> : undefined}{reason}</p>
      {help === undefined || help === "" ? undefined : <p className="text-sm break-words text-ink-3">{help}</p>}
    </div>
  );
}
