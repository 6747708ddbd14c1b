"use client";

import { GripVertical, MoreHorizontal } from "lucide-react";
import { memo, useState, type KeyboardEvent } from "react";
import { addUnique, deleteRecords, renameColumn, setColumn, togglePrimaryKey } from "@/lib/design/commands";
import type { Column, Id, Table } from "@/lib/model";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { classNames } from "@/components/ui/class-names";
import { DraftInput } from "@/components/ui/draft-input";
import { IconButton } from "@/components/ui/icon-button";
import { ColumnDetails } from "./column-details";
import { ColumnMark } from "./column-mark";
import { nameProblem } from "./name-rules";
import { TypeField } from "./type-field";

interface Props {
  readonly table: Table;
  readonly column: Column;
  readonly open: boolean;
  /** A line above: a dragged column would land here. */
  readonly dropBefore: boolean;
  onToggle(id: Id): void;
  onMove(id: Id, step: -1 | 1): void;
  onNext(id: Id): void;
  onDragStart(id: Id): void;
  onDragOver(id: Id): void;
  onDrop(): void;
}

/** One column of a table: name, type, key marks, and all else below when opened. */
export const ColumnRow = memo(function ColumnRow({ table, column, open, dropBefore, onToggle, onMove, onNext, onDragStart, onDragOver, onDrop }: Props) {
  const target = useTarget();
  const { run } = useRun();
  const [problem, setProblem] = useState<string>();
  const inPrimaryKey = table.primaryKey?.columns.includes(column.id) === true;
  const unique = table.uniques.find((key) => key.columns.length === 1 && key.columns[0] === column.id);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(column.id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    // Only a place to drop on; the keyboard moves columns with Alt and the arrows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      data-column={column.id}
      onDragOver={(event) => { event.preventDefault(); onDragOver(column.id); }}
      onDrop={(event) => { event.preventDefault(); onDrop(); }}
      className={classNames("relative", dropBefore && "before:absolute before:inset-x-0 before:-top-px before:h-0.5 before:bg-accent")}
    >
      <div className="group grid grid-cols-[14px_minmax(0,1.15fr)_minmax(0,1fr)_24px_24px_24px_24px] items-center gap-x-px rounded-control hover:bg-sunken">
        <span
          draggable
          aria-hidden
          title="Drag to reorder, or Alt with the arrow keys"
          onDragStart={(event) => { event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", column.name); onDragStart(column.id); }}
          className="grid h-7 cursor-grab place-items-center text-ink-3 opacity-0 group-hover:opacity-100"
        >
          <GripVertical className="size-3 stroke-[1.5]" />
        </span>
        <DraftInput
          bare
          mono
          dir="auto"
          aria-label={`Name of column ${column.name}`}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          value={column.name}
          title={column.name}
          className={classNames("truncate px-1.5", inPrimaryKey && "font-semibold")}
          validate={(name) => nameProblem(name, target, table.columns.filter((other) => other.id !== column.id).map((other) => other.name))}
          onError={setProblem}
          {...(problem === undefined ? {} : { "aria-invalid": true as const })}
          onCommit={(name) => run(renameColumn, { columnId: column.id, name: name.trim() }, { keepSelection: true })}
          onKeyDown={(event) => { keys(event); if (event.key === "Enter" && !event.defaultPrevented) requestAnimationFrame(() => onNext(column.id)); }}
        />
        <TypeField column={column} onKeyDown={keys} />
        <ColumnMark letters="PK" name={`${column.name} in the primary key`} on={inPrimaryKey} onToggle={() => run(togglePrimaryKey, { columnId: column.id }, { keepSelection: true })} />
        <ColumnMark letters="N" name={`${column.name} not null`} on={!column.nullable} onToggle={() => run(setColumn, { columnId: column.id, nullable: !column.nullable }, { keepSelection: true })} />
        <ColumnMark
          letters="U" name={`${column.name} unique`} on={unique !== undefined}
          onToggle={() => { if (unique === undefined) run(addUnique, { tableId: table.id, columns: [column.id] }, { keepSelection: true }); else run(deleteRecords, { ids: [unique.id] }, { keepSelection: true }); }}
        />
        <IconButton name={`More of ${column.name}`} size="small" aria-expanded={open} onClick={() => onToggle(column.id)} className={open ? "bg-raised text-ink" : ""}><MoreHorizontal /></IconButton>
      </div>
      {problem === undefined ? undefined : <p role="alert" className="px-2 pb-1 text-sm text-bad">{problem}</p>}
      {open ? <ColumnDetails table={table} column={column} /> : undefined}
    </li>
  );
});
