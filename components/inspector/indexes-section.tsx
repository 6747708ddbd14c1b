"use client";

import { Plus } from "lucide-react";
import { addIndex, deleteRecords, setIndex } from "@/lib/design/commands";
import type { Index, Table } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { ColumnPicker } from "./column-picker";
import { IndexParts } from "./index-parts";
import { MemberItem } from "./member-item";
import { nameProblem, orNull } from "./name-rules";
import { Section } from "./section";

const describe = (table: Table, index: Index) => index.parts
  .map((part) => `${part.expression ?? table.columns.find((column) => column.id === part.column)?.name ?? "?"}${part.order === "desc" ? " desc" : ""}`)
  .join(", ");

/** The table's indexes. */
export function IndexesSection({ table }: { readonly table: Table }) {
  const { run } = useRun();
  return (
    <Section
      id="indexes" title="Indexes" count={table.indexes.length} defaultOpen={false}
      action={(
        <Menu align="end" items={table.columns.slice(0, 200).map((column) => ({ label: column.name, onSelect: () => { run(addIndex, { tableId: table.id, parts: [{ column: column.id }] }, { keepSelection: true }); } }))}>
          <IconButton name="Add an index" size="small" disabled={table.columns.length === 0}><Plus /></IconButton>
        </Menu>
      )}
    >
      {table.indexes.length === 0 ? <p className="text-sm text-ink-3">No indexes besides those of the keys.</p> : undefined}
      <ul className="grid">{table.indexes.map((index) => <IndexItem key={index.id} table={table} item={index} />)}</ul>
    </Section>
  );
}

function IndexItem({ table, item }: { readonly table: Table; readonly item: Index }) {
  const target = useTarget();
  const { capabilities } = target;
  const { run } = useRun();
  const set = (change: Omit<Parameters<typeof setIndex.run>[1], "id">) => run(setIndex, { id: item.id, ...change }, { keepSelection: true });
  return (
    <MemberItem
      kind="Index" name={item.name} summary={item.name} detail={describe(table, item)}
      marks={<>{item.unique ? <Chip mono>U</Chip> : undefined}{item.method === undefined ? undefined : <Chip mono>{item.method}</Chip>}{item.where === undefined ? undefined : <Chip>partial</Chip>}</>}
      onDelete={() => run(deleteRecords, { ids: [item.id] }, { keepSelection: true })}
    >
      <Field label="Name" layout="row">
        {(ids) => <DraftInput {...ids} mono value={item.name} validate={(name) => nameProblem(name, target, table.indexes.filter((other) => other.id !== item.id).map((other) => other.name))} onCommit={(name) => set({ name: name.trim() })} />}
      </Field>
      <IndexParts table={table} parts={item.parts} onChange={(parts) => set({ parts })} />
      <Checkbox label="Unique" checked={item.unique} onChange={(unique) => set({ unique })} />
      {item.unique && capabilities.includeColumns ? <Checkbox label="Nulls count as equal" checked={item.nullsNotDistinct === true} onChange={(nullsNotDistinct) => set({ nullsNotDistinct })} /> : undefined}
      {capabilities.indexMethods.length > 1 ? (
        <Field label="Method" layout="row">
          {(ids) => <Select {...ids} mono value={item.method ?? capabilities.indexMethods[0] ?? ""} options={capabilities.indexMethods.map((method) => ({ value: method, label: method }))} onChange={(method) => set({ method: method === capabilities.indexMethods[0] ? null : method })} />}
        </Field>
      ) : undefined}
      {capabilities.partialIndexes ? <Field label="Where">{(ids) => <DraftTextArea {...ids} mono rows={1} value={item.where ?? ""} placeholder="deleted_at IS NULL" onCommit={(text) => set({ where: orNull(text) })} />}</Field> : undefined}
      {capabilities.includeColumns ? <Field label="Include" layout="row">{() => <ColumnPicker optional label="Included columns" table={table} value={item.include ?? []} onChange={(columns) => set({ include: columns.length === 0 ? null : [...columns] })} />}</Field> : undefined}
      {capabilities.comments ? <Field label="Comment" layout="row">{(ids) => <DraftInput {...ids} dir="auto" value={item.comment ?? ""} onCommit={(text) => set({ comment: orNull(text) })} />}</Field> : undefined}
    </MemberItem>
  );
}
