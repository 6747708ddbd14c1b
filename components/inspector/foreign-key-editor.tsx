"use client";

import { ArrowRight, Plus, X } from "lucide-react";
import { setForeignKey } from "@/lib/design/commands";
import { referentialActions, type ForeignKey, type Id, type Table } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { DeferralField } from "./deferral-field";
import { orNull } from "./name-rules";
import { TableField } from "./table-field";

const actions = referentialActions.map((action) => ({ value: action, label: action }));
const options = (table: Table | undefined) => (table?.columns ?? []).map((column) => ({ value: column.id, label: column.name }));

/** Everything about a foreign key: the pairs of columns, what happens on delete and update, when it is checked. */
export function ForeignKeyEditor({ table, foreignKey }: { readonly table: Table; readonly foreignKey: ForeignKey }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const referenced = useDesignPart(({ design }) => design.schema.tables.find((other) => other.id === foreignKey.referencedTable));
  const set = (change: Omit<Parameters<typeof setForeignKey.run>[1], "id">) => run(setForeignKey, { id: foreignKey.id, ...change }, { keepSelection: true });
  const pairs = foreignKey.columns.map((column, i) => ({ column, to: foreignKey.referencedColumns[i] ?? "" }));
  const setPairs = (next: readonly { readonly column: Id; readonly to: Id }[]) => set({ columns: next.map((pair) => pair.column), referencedColumns: next.map((pair) => pair.to) });
  const retarget = (id: Id) => run(setForeignKey, { id: foreignKey.id, referencedTable: id, ...fitting(id) }, { keepSelection: true });
  const tables = useDesignPart(({ design }) => design.schema.tables);
  /** Columns of another table to refer to: its primary key, as far as it goes, else its first columns. */
  const fitting = (id: Id): { readonly columns: Id[]; readonly referencedColumns: Id[] } | undefined => {
    const goal = tables.find((other) => other.id === id);
    const key = goal?.primaryKey?.columns ?? goal?.columns.map((column) => column.id) ?? [];
    const count = Math.min(key.length, foreignKey.columns.length);
    return count === 0 ? undefined : { columns: foreignKey.columns.slice(0, count), referencedColumns: key.slice(0, count) };
  };
  const freeColumn = table.columns.find((column) => !foreignKey.columns.includes(column.id));
  const freeReferenced = referenced?.columns.find((column) => !foreignKey.referencedColumns.includes(column.id));
  return (
    <>
      <Field label="Refers to" layout="row">{({ id }) => <TableField id={id} label="Referenced table" value={foreignKey.referencedTable} onChange={retarget} />}</Field>
      <ul aria-label="Pairs of columns" className="grid gap-1">
        {pairs.map((pair, i) => (
          <li key={i} className="grid grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)_24px] items-center gap-1">
            <Select mono aria-label={`Column ${i + 1}`} value={pair.column} options={options(table)} onChange={(column) => setPairs(pairs.map((p, j) => (j === i ? { ...p, column } : p)))} />
            <ArrowRight aria-hidden className="size-3.5 justify-self-center stroke-[1.5] text-ink-3" />
            <Select mono aria-label={`Referenced column ${i + 1}`} value={pair.to} options={options(referenced)} onChange={(to) => setPairs(pairs.map((p, j) => (j === i ? { ...p, to } : p)))} />
            <IconButton name={`Remove pair ${i + 1}`} size="small" disabled={pairs.length === 1} onClick={() => setPairs(pairs.filter((_, j) => j !== i))}><X /></IconButton>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet" className="justify-self-start" disabled={freeColumn === undefined || freeReferenced === undefined}
        onClick={() => { if (freeColumn !== undefined && freeReferenced !== undefined) setPairs([...pairs, { column: freeColumn.id, to: freeReferenced.id }]); }}
      >
        <Plus aria-hidden />Add a pair
      </Button>
      <Field label="On delete" layout="row">{(ids) => <Select {...ids} value={foreignKey.onDelete} options={actions} onChange={(value) => { const action = referentialActions.find((known) => known === value); if (action !== undefined) set({ onDelete: action }); }} />}</Field>
      <Field label="On update" layout="row">{(ids) => <Select {...ids} value={foreignKey.onUpdate} options={actions} onChange={(value) => { const action = referentialActions.find((known) => known === value); if (action !== undefined) set({ onUpdate: action }); }} />}</Field>
      <Field label="Name" layout="row">{(ids) => <DraftInput {...ids} mono value={foreignKey.name ?? ""} placeholder="by the target" onCommit={(text) => set({ name: orNull(text) })} />}</Field>
      {capabilities.deferrableConstraints ? <DeferralField value={foreignKey.deferral} onChange={(deferral) => set({ deferral })} /> : undefined}
      {capabilities.notValidConstraints ? <Checkbox label="Not checked against old rows (not valid)" checked={foreignKey.notValid === true} onChange={(notValid) => set({ notValid })} /> : undefined}
      {pairs.length > 1 ? <Checkbox label="All or none of the columns null (match full)" checked={foreignKey.match === "full"} onChange={(full) => set({ match: full ? "full" : null })} /> : undefined}
    </>
  );
}
