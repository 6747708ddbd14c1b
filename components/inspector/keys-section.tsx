"use client";

import { Plus } from "lucide-react";
import { addUnique, deleteRecords, setPrimaryKey, setUnique } from "@/lib/design/commands";
import type { Id, PrimaryKey, Table, UniqueKey } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { ColumnPicker } from "./column-picker";
import { DeferralField } from "./deferral-field";
import { MemberItem } from "./member-item";
import { orNull } from "./name-rules";
import { Section } from "./section";

const names = (table: Table, ids: readonly Id[]) => ids.map((id) => table.columns.find((column) => column.id === id)?.name ?? "?").join(", ");

/** Primary key and unique keys of a table. */
export function KeysSection({ table }: { readonly table: Table }) {
  const { run } = useRun();
  const quiet = { keepSelection: true } as const;
  const free = table.columns.filter((column) => !table.uniques.some((key) => key.columns.length === 1 && key.columns[0] === column.id));
  return (
    <Section
      id="keys"
      title="Keys"
      count={table.uniques.length + (table.primaryKey === undefined ? 0 : 1)}
      action={(
        <Menu
          align="end"
          items={[
            ...(table.primaryKey === undefined ? [{ label: "Primary key", items: table.columns.slice(0, 200).map((column) => ({ label: column.name, onSelect: () => { run(setPrimaryKey, { tableId: table.id, columns: [column.id] }, quiet); } })) }] : []),
            { label: "Unique key", disabled: free.length === 0, items: free.slice(0, 200).map((column) => ({ label: column.name, onSelect: () => { run(addUnique, { tableId: table.id, columns: [column.id] }, quiet); } })) },
          ]}
        >
          <IconButton name="Add a key" size="small"><Plus /></IconButton>
        </Menu>
      )}
    >
      {table.primaryKey === undefined && table.uniques.length === 0 ? <p className="text-sm text-ink-3">No key yet. PK beside a column makes one.</p> : undefined}
      <ul className="grid">
        {table.primaryKey === undefined ? undefined : <PrimaryKeyItem table={table} item={table.primaryKey} />}
        {table.uniques.map((key) => <UniqueItem key={key.id} table={table} item={key} />)}
      </ul>
    </Section>
  );
}

function PrimaryKeyItem({ table, item }: { readonly table: Table; readonly item: PrimaryKey }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const set = (change: Partial<Omit<Parameters<typeof setPrimaryKey.run>[1], "tableId">>) => run(setPrimaryKey, { tableId: table.id, columns: [...item.columns], ...change }, { keepSelection: true });
  return (
    <MemberItem kind="Primary key" name={names(table, item.columns)} summary={names(table, item.columns)} detail={item.name} marks={<Chip mono>PK</Chip>} onDelete={() => set({ columns: [] })}>
      <ColumnPicker label="Columns of the primary key" table={table} value={item.columns} onChange={(columns) => set({ columns: [...columns] })} />
      <Field label="Name" layout="row">{(ids) => <DraftInput {...ids} mono value={item.name ?? ""} placeholder="by the target" onCommit={(text) => set({ name: orNull(text) })} />}</Field>
      {capabilities.includeColumns ? <Field label="Include" layout="row">{() => <ColumnPicker optional label="Included columns" table={table} value={item.include ?? []} onChange={(columns) => set({ include: columns.length === 0 ? null : [...columns] })} />}</Field> : undefined}
      {capabilities.deferrableConstraints ? <DeferralField value={item.deferral} onChange={(deferral) => set({ deferral })} /> : undefined}
    </MemberItem>
  );
}

function UniqueItem({ table, item }: { readonly table: Table; readonly item: UniqueKey }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const set = (change: Omit<Parameters<typeof setUnique.run>[1], "id">) => run(setUnique, { id: item.id, ...change }, { keepSelection: true });
  return (
    <MemberItem kind="Unique key" name={names(table, item.columns)} summary={names(table, item.columns)} detail={item.name} marks={<Chip mono>U</Chip>} onDelete={() => run(deleteRecords, { ids: [item.id] }, { keepSelection: true })}>
      <ColumnPicker label="Columns of the unique key" table={table} value={item.columns} onChange={(columns) => set({ columns: [...columns] })} />
      <Field label="Name" layout="row">{(ids) => <DraftInput {...ids} mono value={item.name ?? ""} placeholder="by the target" onCommit={(text) => set({ name: orNull(text) })} />}</Field>
      {capabilities.includeColumns ? (
        <>
          <Field label="Include" layout="row">{() => <ColumnPicker optional label="Included columns" table={table} value={item.include ?? []} onChange={(columns) => set({ include: columns.length === 0 ? null : [...columns] })} />}</Field>
          <Checkbox label="Nulls count as equal" checked={item.nullsNotDistinct === true} onChange={(nullsNotDistinct) => set({ nullsNotDistinct })} />
        </>
      ) : undefined}
      {capabilities.deferrableConstraints ? <DeferralField value={item.deferral} onChange={(deferral) => set({ deferral })} /> : undefined}
    </MemberItem>
  );
}
