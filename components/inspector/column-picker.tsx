"use client";

import { Plus, X } from "lucide-react";
import type { Column, Id, Table } from "@/lib/model";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";

interface Props {
  /** What the columns are for: "Columns of the primary key". */
  readonly label: string;
  readonly table: Table;
  /** Chosen ids, in order. */
  readonly value: readonly Id[];
  onChange(value: readonly Id[]): void;
  /** Whether the list may become empty. */
  readonly optional?: boolean;
}

/** An ordered choice of a table's columns: chips that are taken away, and a menu that adds. */
export function ColumnPicker({ label, table, value, onChange, optional = false }: Props) {
  const byId = new Map<Id, Column>(table.columns.map((column) => [column.id, column]));
  const free = table.columns.filter((column) => !value.includes(column.id));
  return (
    <ul aria-label={label} className="flex min-h-7 flex-wrap items-center gap-1">
      {value.map((id) => {
        const name = byId.get(id)?.name ?? "missing column";
        return (
          <li key={id} className="identifier flex h-6 max-w-full items-center rounded-sm bg-sunken pl-1.5">
            <span className="truncate" title={name}>{name}</span>
            {value.length > 1 || optional
              ? <button type="button" aria-label={`Remove ${name}`} onClick={() => onChange(value.filter((other) => other !== id))} className="grid size-6 place-items-center rounded-sm text-ink-3 hover:text-ink"><X aria-hidden className="size-3" /></button>
              : <span className="w-1.5" />}
          </li>
        );
      })}
      {free.length === 0 ? undefined : (
        <li>
          <Menu items={free.slice(0, 200).map((column) => ({ label: column.name, onSelect: () => onChange([...value, column.id]) }))}>
            <IconButton name={`Add a column to: ${label}`} size="small"><Plus /></IconButton>
          </Menu>
        </li>
      )}
    </ul>
  );
}
