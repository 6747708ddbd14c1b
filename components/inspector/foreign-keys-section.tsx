"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { connect, deleteRecords } from "@/lib/design/commands";
import type { ForeignKey, Id, Table } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { IconButton } from "@/components/ui/icon-button";
import { ForeignKeyEditor } from "./foreign-key-editor";
import { MemberItem } from "./member-item";
import { Section } from "./section";
import { TableField } from "./table-field";

/** The table's references to others. */
export function ForeignKeysSection({ table, reveal }: { readonly table: Table; readonly reveal: Id | undefined }) {
  const { run } = useRun();
  const [adding, setAdding] = useState(false);
  return (
    <Section id="foreign-keys" title="Foreign keys" count={table.foreignKeys.length} action={<IconButton name="Add a foreign key" size="small" onClick={() => setAdding(true)}><Plus /></IconButton>}>
      <ul className="grid">
        {table.foreignKeys.map((key) => (
          <ForeignKeyItem key={key.id} table={table} item={key} startOpen={key.id === reveal} onDelete={() => run(deleteRecords, { ids: [key.id] }, { keepSelection: true })} />
        ))}
      </ul>
      {adding ? (
        <TableField
          label="Table to refer to" placeholder="Refer to table" value={undefined}
          onChange={(id) => { setAdding(false); run(connect, { from: { tableId: table.id }, to: { tableId: id } }, { keepSelection: true }); }}
        />
      ) : table.foreignKeys.length === 0 ? <p className="text-sm text-ink-3">Drag from a column to another table, or add one here.</p> : undefined}
    </Section>
  );
}

function ForeignKeyItem({ table, item, startOpen, onDelete }: { readonly table: Table; readonly item: ForeignKey; readonly startOpen: boolean; onDelete(): void }) {
  const summary = useDesignPart(({ design }) => describeForeignKey(table, item, design.schema.tables));
  return (
    <MemberItem kind="Foreign key" name={summary} summary={summary} detail={item.onDelete === "no action" ? item.name : `on delete ${item.onDelete}`} startOpen={startOpen} onDelete={onDelete}>
      <ForeignKeyEditor table={table} foreignKey={item} />
    </MemberItem>
  );
}

/** "customer_id → customers.id". */
export function describeForeignKey(table: Table, key: ForeignKey, tables: readonly Table[]): string {
  const referenced = tables.find((other) => other.id === key.referencedTable);
  const from = key.columns.map((id) => table.columns.find((column) => column.id === id)?.name ?? "?").join(", ");
  const to = key.referencedColumns.map((id) => referenced?.columns.find((column) => column.id === id)?.name ?? "?").join(", ");
  return `${from} → ${referenced?.name ?? "?"}.${to}`;
}
