"use client";

import { Copy, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import type { DesignSummary } from "@/lib/design/wire";
import { pageHref } from "@/components/shell/rail";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Menu } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableList } from "@/components/ui/table-list";
import { targetLabel } from "@/components/studio/target-label";

interface Props {
  readonly rows: readonly DesignSummary[];
  /** Id of the design whose name is being edited. */
  readonly renaming: string | undefined;
  onOpen(design: DesignSummary): void;
  onStartRename(design: DesignSummary): void;
  onRename(design: DesignSummary, name: string): void;
  onDuplicate(design: DesignSummary): void;
  onDelete(design: DesignSummary): void;
}

/** The designs as a table; each row opens, renames, duplicates and deletes. */
export function DesignTable({ rows, renaming, onOpen, onStartRename, onRename, onDuplicate, onDelete }: Props) {
  return (
    <TableList
      label="Designs"
      rows={rows}
      keyOf={(design) => design.id}
      onOpen={onOpen}
      onRename={onStartRename}
      onDelete={onDelete}
      columns={[
        {
          id: "name", header: "Name",
          cell: (design) => design.id === renaming
            ? <NameField name={design.name} onDone={(name) => onRename(design, name)} />
            : <Link href={pageHref(design.id, "")} tabIndex={-1} dir="auto" className="block max-w-120 truncate text-base font-semibold hover:text-accent-text hover:underline">{design.name}</Link>,
        },
        { id: "target", header: "Target", width: "150px", cell: (design) => <Chip>{targetLabel(design.target)}</Chip> },
        { id: "tables", header: "Tables", align: "right", width: "90px", cell: (design) => design.tables },
        { id: "release", header: "Release", align: "right", width: "100px", cell: (design) => (design.release === 0 ? <span className="text-ink-3">none</span> : design.release) },
        { id: "updated", header: "Updated", width: "140px", cell: (design) => <span className="whitespace-nowrap text-ink-2"><RelativeTime iso={design.updatedAt} /></span> },
        {
          id: "actions", header: "Actions", headerHidden: true, align: "right", width: "44px",
          cell: (design) => (
            <Menu
              align="end"
              items={[
                { label: "Rename", icon: <Pencil />, shortcut: "F2", movesFocus: true, onSelect: () => onStartRename(design) },
                { label: "Duplicate", icon: <Copy />, onSelect: () => onDuplicate(design) },
                { separator: true },
                { label: "Delete", icon: <Trash2 />, shortcut: "Delete", danger: true, onSelect: () => onDelete(design) },
              ]}
            >
              <IconButton name={`Actions for ${design.name}`} size="small"><MoreHorizontal /></IconButton>
            </Menu>
          ),
        },
      ]}
    />
  );
}

function NameField({ name, onDone }: { readonly name: string; onDone(name: string): void }) {
  return (
    <Input
      aria-label="Name of the design"
      autoFocus
      defaultValue={name}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") { event.currentTarget.value = name; event.currentTarget.blur(); }
      }}
      className="max-w-90"
    />
  );
}
