"use client";

import { Copy, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { deleteRecords, duplicateTables, moveToGroup, setTable } from "@/lib/design/commands";
import type { Id, Table } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { DraftInput, DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { ChecksSection } from "./checks-section";
import { ColumnList } from "./column-list";
import { ForeignKeysSection } from "./foreign-keys-section";
import { IndexesSection } from "./indexes-section";
import { KeysSection } from "./keys-section";
import { nameProblem, orNull } from "./name-rules";
import { parseCount } from "./parse-count";
import { OptionsSection } from "./options-section";
import { useRenameTable } from "./use-rename-table";
import { PanelHeader } from "./panel-header";
import { Section } from "./section";

/** Everything of one table. `reveal` is the column or key that was selected in it. */
export function TablePanel({ table, reveal }: { readonly table: Table; readonly reveal?: Id }) {
  const target = useTarget();
  const { capabilities } = target;
  const { run } = useRun();
  const rename = useRenameTable();
  const { focus, clearFocus } = useSelection();
  const groups = useDesignPart(({ design }) => design.layout.groups);
  const groupId = useDesignPart(({ design }) => design.layout.groupOf.get(table.id));
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const rows = useDesignPart(({ design }) => design.rowCounts.get(table.id));
  const [problem, setProblem] = useState<string>();
  const [rowsProblem, setRowsProblem] = useState<string>();
  const panel = useRef<HTMLDivElement>(null);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus?.id !== table.id) return;
    name.current?.focus();
    name.current?.select();
    clearFocus();
  }, [focus, table.id, clearFocus]);
  return (
    <div ref={panel}>
      <PanelHeader
        kind="Table"
        actions={(
          <>
            <IconButton name="Duplicate table" shortcut="Mod+D" size="small" onClick={() => run(duplicateTables, { tableIds: [table.id] })}><Copy /></IconButton>
            <IconButton name="Delete table" shortcut="Delete" size="small" onClick={() => run(deleteRecords, { ids: [table.id] })}><Trash2 /></IconButton>
          </>
        )}
      >
        <Field label="Name" error={problem}>
          {(ids) => (
            <DraftInput
              {...ids}
              ref={name}
              mono
              dir="auto"
              className="font-semibold"
              value={table.name}
              validate={(text) => nameProblem(text, target, tables.filter((other) => other.id !== table.id && other.namespace === table.namespace).map((other) => other.name))}
              onError={setProblem}
              onCommit={(text) => rename(table, text.trim())}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.nativeEvent.isComposing) requestAnimationFrame(() => panel.current?.querySelector<HTMLInputElement>("[data-add-column]")?.focus());
              }}
            />
          )}
        </Field>
        {capabilities.namespaces ? (
          <Field label="Namespace" layout="row">{(ids) => <DraftInput {...ids} mono value={table.namespace ?? ""} placeholder="default" onCommit={(text) => run(setTable, { tableId: table.id, namespace: orNull(text) }, { keepSelection: true })} />}</Field>
        ) : undefined}
        {groups.length === 0 ? undefined : (
          <Field label="Group" layout="row">
            {(ids) => (
              <Select
                {...ids} value={groupId ?? ""} options={[{ value: "", label: "none" }, ...groups.map((group) => ({ value: group.id, label: group.name === "" ? "Untitled group" : group.name }))]}
                onChange={(value) => run(moveToGroup, { tableIds: [table.id], groupId: value === "" ? null : value }, { keepSelection: true })}
              />
            )}
          </Field>
        )}
        <Field label="Expected rows" layout="row" error={rowsProblem}>
          {(ids) => (
            <DraftInput
              {...ids} inputMode="numeric" value={rows === undefined ? "" : rows.toLocaleString("en")} placeholder="not said" title="Rows in production: locks, scans and rewrites are weighed by it"
              validate={(text) => (parseCount(text) === undefined ? "A whole number: 25000, 1.5 million, 3M." : undefined)}
              onError={setRowsProblem}
              onCommit={(text) => run(setTable, { tableId: table.id, rows: parseCount(text) ?? null }, { keepSelection: true })}
            />
          )}
        </Field>
        {capabilities.comments ? (
          <Field label="Comment" layout="row">{(ids) => <DraftTextArea {...ids} rows={1} dir="auto" value={table.comment ?? ""} onCommit={(text) => run(setTable, { tableId: table.id, comment: orNull(text) }, { keepSelection: true })} />}</Field>
        ) : undefined}
      </PanelHeader>
      <Section id="columns" title="Columns" count={table.columns.length}><ColumnList key={table.id} table={table} reveal={reveal !== undefined && table.columns.some((column) => column.id === reveal) ? reveal : undefined} /></Section>
      <KeysSection table={table} />
      <ForeignKeysSection table={table} reveal={reveal} />
      <IndexesSection table={table} />
      <ChecksSection table={table} />
      <OptionsSection table={table} />
    </div>
  );
}
