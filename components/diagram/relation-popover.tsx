"use client";

import { useState, type ReactNode } from "react";
import { addManyToMany, connect } from "@/lib/design/commands";
import type { Id } from "@/lib/model";
import { TableField } from "@/components/inspector/table-field";
import { useDesignPart } from "@/components/studio/design-provider";
import { tableOf } from "@/components/studio/record-index";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";

/** Relates two tables by naming them: a foreign key, or a junction table for many-to-many. Dragging does the same by hand. */
export function RelationPopover({ kind, trigger }: { readonly kind: "foreign key" | "many-to-many"; readonly trigger: ReactNode }) {
  return (
    <Popover label={kind === "foreign key" ? "Add a relation" : "Add a many-to-many relation"} align="start" trigger={trigger}>
      <RelationForm kind={kind} />
    </Popover>
  );
}

function RelationForm({ kind }: { readonly kind: "foreign key" | "many-to-many" }) {
  const { run } = useRun();
  const { selected } = useSelection();
  const design = useDesignPart((snapshot) => snapshot.design);
  const [first, second] = [...new Set(selected.flatMap((id) => tableOf(design, id)?.id ?? []))];
  const [from, setFrom] = useState<Id | undefined>(first);
  const [to, setTo] = useState<Id | undefined>(second);
  const add = () => {
    if (from === undefined || to === undefined) return;
    const result = kind === "foreign key" ? run(connect, { from: { tableId: from }, to: { tableId: to } }) : run(addManyToMany, { tableId: from, otherTableId: to });
    if (result.ok) setTo(undefined);
  };
  return (
    <div className="grid gap-2">
      <h2 className="font-semibold">{kind === "foreign key" ? "Relation" : "Many-to-many"}</h2>
      <p className="text-sm text-ink-2">{kind === "foreign key" ? "The first table gets a foreign key to the second. Dragging from a column does the same." : "A junction table with a foreign key to each."}</p>
      <Field label={kind === "foreign key" ? "Table" : "One table"}>{({ id }) => <TableField id={id} label="First table" value={from} onChange={setFrom} placeholder="Table" />}</Field>
      <Field label={kind === "foreign key" ? "Refers to" : "Other table"}>{({ id }) => <TableField id={id} label="Second table" value={to} onChange={setTo} placeholder="Table" />}</Field>
      <Button disabled={from === undefined || to === undefined} onClick={add} className="justify-self-start">{kind === "foreign key" ? "Add relation" : "Add junction table"}</Button>
    </div>
  );
}
