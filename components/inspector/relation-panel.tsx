"use client";

import { Trash2 } from "lucide-react";
import { deleteRecords, setForeignKey } from "@/lib/design/commands";
import type { ForeignKey, Table } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { ForeignKeyEditor } from "./foreign-key-editor";
import { orNull } from "./name-rules";
import { PanelHeader } from "./panel-header";

/** What the relation says in words, from keys and nullability. */
function cardinality(table: Table, key: ForeignKey, referenced: string): string {
  const columns = table.columns.filter((column) => key.columns.includes(column.id));
  const optional = columns.some((column) => column.nullable);
  const same = (ids: readonly string[] | undefined) => ids !== undefined && ids.length === key.columns.length && ids.every((id) => key.columns.includes(id));
  const one = same(table.primaryKey?.columns) || table.uniques.some((unique) => same(unique.columns));
  return `Each ${table.name} row has ${optional ? "at most" : "exactly"} one ${referenced} row; each ${referenced} row has ${one ? "at most one" : "any number of"} ${table.name} ${one ? "row" : "rows"}.`;
}

/** A relation picked on the canvas: the foreign key it stands for. */
export function RelationPanel({ table, foreignKey }: { readonly table: Table; readonly foreignKey: ForeignKey }) {
  const { capabilities } = useTarget();
  const { run } = useRun();
  const { select } = useSelection();
  const referenced = useDesignPart(({ design }) => design.schema.tables.find((other) => other.id === foreignKey.referencedTable));
  const link = "identifier min-w-0 truncate rounded-sm font-semibold text-accent-text hover:underline";
  return (
    <div>
      <PanelHeader kind="Relation" actions={<IconButton name="Delete relation" shortcut="Delete" size="small" onClick={() => run(deleteRecords, { ids: [foreignKey.id] })}><Trash2 /></IconButton>}>
        <p className="flex min-w-0 items-center gap-1.5">
          <button type="button" dir="auto" className={link} onClick={() => select([table.id])}>{table.name}</button>
          <span aria-label="refers to" role="img" className="text-ink-3">→</span>
          <button type="button" dir="auto" className={link} onClick={() => { if (referenced !== undefined) select([referenced.id]); }}>{referenced?.name ?? "missing table"}</button>
        </p>
        <p className="text-sm text-ink-2">{cardinality(table, foreignKey, referenced?.name ?? "missing")}</p>
      </PanelHeader>
      <div className="grid gap-2 p-3">
        <ForeignKeyEditor table={table} foreignKey={foreignKey} />
        {capabilities.comments ? (
          <Field label="Comment" layout="row">{(ids) => <DraftTextArea {...ids} rows={1} dir="auto" value={foreignKey.comment ?? ""} onCommit={(text) => run(setForeignKey, { id: foreignKey.id, comment: orNull(text) }, { keepSelection: true })} />}</Field>
        ) : undefined}
      </div>
    </div>
  );
}
