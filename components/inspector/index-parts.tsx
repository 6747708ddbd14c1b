"use client";

import { ArrowDownAZ, ArrowUpZA, X } from "lucide-react";
import type { IndexPart, Table } from "@/lib/model";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { DraftInput } from "@/components/ui/draft-input";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";

/** What an index sorts by, in order: columns or expressions, each with direction, nulls and operator class. */
export function IndexParts({ table, parts, onChange }: { readonly table: Table; readonly parts: readonly IndexPart[]; onChange(parts: IndexPart[]): void }) {
  const { capabilities } = useTarget();
  const set = (i: number, part: IndexPart) => onChange(parts.map((old, j) => (j === i ? part : old)));
  const free = table.columns.filter((column) => !parts.some((part) => part.column === column.id));
  return (
    <>
      <ol aria-label="Parts of the index" className="grid gap-1">
        {parts.map((part, i) => (
          <li key={`${part.column ?? part.expression}-${i}`} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_24px_24px] items-center gap-1">
              {part.expression === undefined ? (
                <Select mono aria-label={`Column ${i + 1} of the index`} value={part.column ?? ""} options={table.columns.map((column) => ({ value: column.id, label: column.name }))} onChange={(column) => set(i, { ...part, column })} />
              ) : (
                <DraftInput mono aria-label={`Expression ${i + 1} of the index`} value={part.expression} validate={(text) => (text.trim() === "" ? "Write an expression." : undefined)} onCommit={(text) => set(i, { ...part, expression: text.trim() })} />
              )}
              <IconButton
                name={part.order === "desc" ? "Descending; make it ascending" : "Ascending; make it descending"} size="small" active={part.order === "desc"}
                onClick={() => { const { order: _, ...rest } = part; set(i, part.order === "desc" ? rest : { ...rest, order: "desc" }); }}
              >
                {part.order === "desc" ? <ArrowUpZA /> : <ArrowDownAZ />}
              </IconButton>
              <IconButton name={`Remove part ${i + 1}`} size="small" disabled={parts.length === 1} onClick={() => onChange(parts.filter((_, j) => j !== i))}><X /></IconButton>
            </div>
            {capabilities.indexMethods.length > 1 ? (
              <div className="grid grid-cols-2 gap-1">
                <Select
                  aria-label={`Nulls of part ${i + 1}`} value={part.nulls ?? ""}
                  options={[{ value: "", label: "nulls: default" }, { value: "first", label: "nulls first" }, { value: "last", label: "nulls last" }]}
                  onChange={(value) => { const { nulls: _, ...rest } = part; set(i, value === "first" || value === "last" ? { ...rest, nulls: value } : rest); }}
                />
                <DraftInput
                  mono aria-label={`Operator class of part ${i + 1}`} placeholder="operator class" value={part.operatorClass ?? ""}
                  onCommit={(text) => { const { operatorClass: _, ...rest } = part; set(i, text.trim() === "" ? rest : { ...rest, operatorClass: text.trim() }); }}
                />
              </div>
            ) : undefined}
          </li>
        ))}
      </ol>
      <Menu
        items={[
          ...free.slice(0, 200).map((column) => ({ label: column.name, onSelect: () => onChange([...parts, { column: column.id }]) })),
          ...(capabilities.expressionIndexes ? [{ separator: true } as const, { label: "Expression", onSelect: () => onChange([...parts, { expression: `lower(${table.columns[0]?.name ?? ""})` }]) }] : []),
        ]}
      >
        <Button variant="quiet" className="justify-self-start">Add a part</Button>
      </Menu>
    </>
  );
}
