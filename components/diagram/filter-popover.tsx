"use client";

import { Filter, X } from "lucide-react";
import { TableField } from "@/components/inspector/table-field";
import { useDesignPart } from "@/components/studio/design-provider";
import { Button } from "@/components/ui/button";
import { DraftInput } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { ViewFilter } from "./view-filter";

const depths = [1, 2, 3].map((depth) => ({ value: String(depth), label: depth === 1 ? "direct relations" : `${depth} relations away` }));

/** Narrows a large diagram; the choice stands in the address, so a link shows the same picture. */
export function FilterPopover({ filter, onChange }: { readonly filter: ViewFilter; onChange(filter: ViewFilter): void }) {
  const groups = useDesignPart(({ design }) => design.layout.groups);
  const active = Object.keys(filter).length > 0;
  const without = (name: keyof ViewFilter): ViewFilter => { const { [name]: _, ...rest } = filter; return rest; };
  return (
    <Popover label="Filter the diagram" align="start" trigger={<IconButton name="Filter the diagram" active={active}><Filter /></IconButton>}>
      <div className="grid gap-3">
        <h2 className="font-semibold">Show only</h2>
        {groups.length === 0 ? undefined : (
          <Field label="Group">
            {(ids) => <Select {...ids} value={filter.group ?? ""} options={[{ value: "", label: "all groups" }, ...groups.map((group) => ({ value: group.id, label: group.name === "" ? "Untitled group" : group.name }))]} onChange={(group) => onChange(group === "" ? without("group") : { ...filter, group })} />}
          </Field>
        )}
        <Field label="Names that contain">
          {(ids) => <DraftInput {...ids} mono value={filter.search ?? ""} placeholder="table or column" onCommit={(text) => onChange(text.trim() === "" ? without("search") : { ...filter, search: text.trim() })} />}
        </Field>
        <Field label="A table and its neighbours">{({ id }) => <TableField id={id} label="Table whose neighbours are shown" placeholder="Table" value={filter.near?.tableId} onChange={(tableId) => onChange({ ...filter, near: { tableId, depth: filter.near?.depth ?? 1 } })} />}</Field>
        {filter.near === undefined ? undefined : (
          <div className="flex gap-1">
            <Select aria-label="How far" value={String(filter.near.depth)} options={depths} onChange={(depth) => { if (filter.near !== undefined) onChange({ ...filter, near: { ...filter.near, depth: Number(depth) } }); }} />
            <IconButton name="Not by neighbours" onClick={() => onChange(without("near"))}><X /></IconButton>
          </div>
        )}
        <Button disabled={!active} onClick={() => onChange({})} className="justify-self-start">Show everything</Button>
      </div>
    </Popover>
  );
}
