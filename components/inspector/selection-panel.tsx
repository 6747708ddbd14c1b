"use client";

import { AlignHorizontalJustifyStart, AlignVerticalJustifyStart, Copy, Group as GroupIcon, Trash2 } from "lucide-react";
import { addGroup, deleteRecords, duplicateTables, moveRecords, moveToGroup } from "@/lib/design/commands";
import type { Point } from "@/lib/design/design";
import type { Id } from "@/lib/model";
import { useSession, useSnapshot } from "@/components/studio/design-provider";
import { findRecord } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { PanelHeader } from "./panel-header";

/** Several things at once: group, align, duplicate, delete. */
export function SelectionPanel({ ids }: { readonly ids: readonly Id[] }) {
  const { run } = useRun();
  const { select, requestFocus } = useSelection();
  const session = useSession();
  const { design } = useSnapshot();
  const tables = ids.flatMap((id) => { const found = findRecord(design, id); return found?.kind === "table" ? [found.table] : []; });
  const tableIds = tables.map((table) => table.id);
  const others = ids.length - tables.length;
  const groups = new Set(tableIds.map((id) => design.layout.groupOf.get(id) ?? ""));
  const align = (axis: "x" | "y") => {
    const { positions } = session.getSnapshot().design.layout;
    const at = tableIds.flatMap((id): readonly (readonly [Id, Point])[] => { const point = positions.get(id); return point === undefined ? [] : [[id, point]]; });
    const edge = Math.min(...at.map(([, point]) => point[axis]));
    run(moveRecords, { positions: new Map(at.map(([id, point]) => [id, { ...point, [axis]: edge }])) }, { keepSelection: true });
  };
  return (
    <div>
      <PanelHeader kind="Selection">
        <p className="font-semibold">{tables.length} {tables.length === 1 ? "table" : "tables"}{others === 0 ? "" : ` and ${others} more`}</p>
        {design.layout.groups.length > 0 && tables.length > 0 ? (
          <Field label="Group" layout="row">
            {(field) => (
              <Select
                {...field} value={groups.size === 1 ? [...groups][0] ?? "" : "mixed"}
                options={[...(groups.size === 1 ? [] : [{ value: "mixed", label: "several", disabled: true }]), { value: "", label: "none" }, ...design.layout.groups.map((group) => ({ value: group.id, label: group.name === "" ? "Untitled group" : group.name }))]}
                onChange={(value) => run(moveToGroup, { tableIds, groupId: value === "" ? null : value }, { keepSelection: true })}
              />
            )}
          </Field>
        ) : undefined}
        <div className="flex flex-wrap gap-1">
          <Button disabled={tables.length === 0} onClick={() => { const result = run(addGroup, { tableIds }); const id = result.ok ? result.edit.select?.[0] : undefined; if (id !== undefined) requestFocus(id); }}><GroupIcon aria-hidden />Group</Button>
          <Button disabled={tables.length < 2} onClick={() => align("x")}><AlignVerticalJustifyStart aria-hidden className="-rotate-90" />Align left</Button>
          <Button disabled={tables.length < 2} onClick={() => align("y")}><AlignHorizontalJustifyStart aria-hidden className="rotate-90" />Align top</Button>
          <Button disabled={tables.length === 0} onClick={() => run(duplicateTables, { tableIds })}><Copy aria-hidden />Duplicate</Button>
          <Button variant="danger" onClick={() => run(deleteRecords, { ids: [...ids] })}><Trash2 aria-hidden />Delete</Button>
        </div>
      </PanelHeader>
      <ul aria-label="Selected tables" className="p-1.5">
        {tables.slice(0, 200).map((table) => (
          <li key={table.id}><button type="button" dir="auto" onClick={() => select([table.id])} className="identifier flex h-7 w-full items-center gap-2 rounded-control px-1.5 text-left hover:bg-sunken"><span className="min-w-0 flex-1 truncate">{table.name}</span><span className="text-ink-3 tabular-nums">{table.columns.length}</span></button></li>
        ))}
        {tables.length > 200 ? <li className="px-1.5 text-sm text-ink-3">and {tables.length - 200} more</li> : undefined}
      </ul>
    </div>
  );
}
