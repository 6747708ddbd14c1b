"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { deleteRecords, moveColumn, setColumn } from "@/lib/design/commands";
import type { Column, Table } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { filterSuggestions } from "@/components/ui/filter-suggestions";
import { Select } from "@/components/ui/select";
import { orNull } from "./name-rules";

/** All of a column beyond its name and type. */
export function ColumnDetails({ table, column }: { readonly table: Table; readonly column: Column }) {
  const target = useTarget();
  const { run } = useRun();
  const { capabilities } = target;
  const set = (change: Omit<Parameters<typeof setColumn.run>[1], "columnId">) => run(setColumn, { columnId: column.id, ...change }, { keepSelection: true });
  const collations = useMemo(() => capabilities.collations.map((value) => ({ value, label: value })), [capabilities]);
  const position = table.columns.findIndex((other) => other.id === column.id);
  const before = table.columns[position - 1];
  const afterNext = table.columns[position + 2];
  return (
    <div className="grid gap-2 rounded-control bg-sunken p-2">
      {column.generated === undefined && column.identity === undefined ? (
        <Field label="Default" layout="row">
          {(ids) => <DraftInput {...ids} mono value={column.default ?? ""} placeholder="none" onCommit={(text) => set({ default: orNull(text) })} />}
        </Field>
      ) : undefined}
      {capabilities.generated.length > 0 && column.identity === undefined ? (
        <Field label="Generated as" layout="row">
          {(ids) => (
            <DraftInput
              {...ids} mono value={column.generated?.expression ?? ""} placeholder="not generated"
              onCommit={(text) => set({ generated: text.trim() === "" ? null : { expression: text.trim(), stored: column.generated?.stored ?? capabilities.generated.includes("stored") } })}
            />
          )}
        </Field>
      ) : undefined}
      {column.generated !== undefined && capabilities.generated.length > 1 ? (
        <Field label="Kept" layout="row">
          {(ids) => (
            <Select
              {...ids} value={column.generated?.stored === true ? "stored" : "virtual"}
              options={[{ value: "stored", label: "stored with the row" }, { value: "virtual", label: "computed when read" }]}
              onChange={(value) => { if (column.generated !== undefined) set({ generated: { ...column.generated, stored: value === "stored" } }); }}
            />
          )}
        </Field>
      ) : undefined}
      {capabilities.identity.length > 0 && column.generated === undefined ? (
        <Field label="Identity" layout="row">
          {(ids) => (
            <Select
              {...ids} value={column.identity?.mode ?? ""}
              options={[{ value: "", label: "none" }, ...capabilities.identity.map((mode) => ({ value: mode, label: mode }))]}
              onChange={(value) => set({ identity: value === "always" || value === "by default" ? { ...column.identity, mode: value } : null })}
            />
          )}
        </Field>
      ) : undefined}
      {column.identity === undefined ? undefined : (
        <Field label="Sequence" layout="row">
          {(ids) => (
            <DraftInput
              {...ids} mono value={column.identity?.options ?? ""} placeholder="START WITH 1"
              onCommit={(text) => { if (column.identity !== undefined) set({ identity: { mode: column.identity.mode, ...(text.trim() === "" ? {} : { options: text.trim() }) } }); }}
            />
          )}
        </Field>
      )}
      {capabilities.collations.length === 0 && column.collation === undefined ? undefined : (
        <Field label="Collation" layout="row">
          {(ids) => <Combobox {...ids} free mono text={column.collation ?? ""} placeholder="default" suggest={(typed) => filterSuggestions(collations, typed)} onCommit={(text) => set({ collation: orNull(text) })} />}
        </Field>
      )}
      {capabilities.comments ? (
        <Field label="Comment" layout="row">
          {(ids) => <DraftTextArea {...ids} rows={1} dir="auto" value={column.comment ?? ""} onCommit={(text) => set({ comment: orNull(text) })} />}
        </Field>
      ) : undefined}
      <div className="flex gap-1">
        <Button variant="quiet" disabled={before === undefined} onClick={() => { if (before !== undefined) run(moveColumn, { columnId: column.id, before: before.id }, { keepSelection: true }); }}><ArrowUp aria-hidden />Up</Button>
        <Button variant="quiet" disabled={position === table.columns.length - 1} onClick={() => run(moveColumn, { columnId: column.id, ...(afterNext === undefined ? {} : { before: afterNext.id }) }, { keepSelection: true })}><ArrowDown aria-hidden />Down</Button>
        <Button variant="quiet" className="ml-auto hover:text-bad" onClick={() => run(deleteRecords, { ids: [column.id] }, { keepSelection: true })}><Trash2 aria-hidden />Delete</Button>
      </div>
    </div>
  );
}
