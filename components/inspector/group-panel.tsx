"use client";

import { Trash2, X } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { deleteRecords, moveToGroup, setGroup } from "@/lib/design/commands";
import type { Group } from "@/lib/design/design";
import { useDesignPart } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { ColorPicker } from "./color-picker";
import { PanelHeader } from "./panel-header";
import { Section } from "./section";
import { TableField } from "./table-field";

/** A group: its name, its hue, and the tables it owns. */
export function GroupPanel({ group }: { readonly group: Group }) {
  const { run } = useRun();
  const { select, focus, clearFocus } = useSelection();
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const groupOf = useDesignPart(({ design }) => design.layout.groupOf);
  const owned = useMemo(() => tables.filter((table) => groupOf.get(table.id) === group.id), [tables, groupOf, group.id]);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus?.id !== group.id) return;
    name.current?.focus();
    name.current?.select();
    clearFocus();
  }, [focus, group.id, clearFocus]);
  return (
    <div>
      <PanelHeader kind="Group" actions={<IconButton name="Delete group; its tables stay" shortcut="Delete" size="small" onClick={() => run(deleteRecords, { ids: [group.id] })}><Trash2 /></IconButton>}>
        <Field label="Name">{(ids) => <DraftInput {...ids} ref={name} dir="auto" className="font-semibold" value={group.name} onCommit={(text) => run(setGroup, { groupId: group.id, name: text.trim() }, { keepSelection: true })} />}</Field>
        <div className="grid gap-1">
          <span className="text-sm text-ink-2">Colour</span>
          <ColorPicker value={group.color} onChange={(color) => run(setGroup, { groupId: group.id, color }, { keepSelection: true })} />
        </div>
      </PanelHeader>
      <Section id="group-tables" title="Tables" count={owned.length}>
        <ul className="-mx-1.5">
          {owned.map((table) => (
            <li key={table.id} className="flex items-center rounded-control hover:bg-sunken">
              <button type="button" dir="auto" onClick={() => select([table.id])} className="identifier h-7 min-w-0 flex-1 truncate rounded-control px-1.5 text-left">{table.name}</button>
              <IconButton name={`Take ${table.name} out of the group`} size="small" onClick={() => run(moveToGroup, { tableIds: [table.id], groupId: null }, { keepSelection: true })}><X /></IconButton>
            </li>
          ))}
        </ul>
        <TableField label="Add a table to the group" placeholder="Add table" value={undefined} onChange={(id) => run(moveToGroup, { tableIds: [id], groupId: group.id }, { keepSelection: true })} />
      </Section>
    </div>
  );
}
