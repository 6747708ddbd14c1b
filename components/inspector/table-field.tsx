"use client";

import { useMemo } from "react";
import { qualified, type Id } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { Combobox } from "@/components/ui/combobox";
import { filterSuggestions } from "@/components/ui/filter-suggestions";

/** A choice of one of the design's tables, by typing. */
export function TableField({ value, onChange, label, id, placeholder, bare }: { readonly value: Id | undefined; onChange(id: Id): void; readonly label: string; readonly id?: string; readonly placeholder?: string; readonly bare?: boolean }) {
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const all = useMemo(() => tables.map((table) => ({ value: table.id, label: qualified(table.namespace, table.name) })), [tables]);
  const current = all.find((table) => table.value === value)?.label ?? "";
  return (
    <Combobox
      mono
      {...(bare === undefined ? {} : { bare })}
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      {...(placeholder === undefined ? {} : { placeholder })}
      text={current}
      suggest={(text) => filterSuggestions(all, text)}
      onCommit={onChange}
    />
  );
}
