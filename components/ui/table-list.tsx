"use client";

import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "./class-names";

export interface TableColumn<T> {
  readonly id: string;
  readonly header: string;
  /** Hidden to the eye (actions columns), still read aloud. */
  readonly headerHidden?: boolean;
  readonly align?: "left" | "right";
  readonly width?: string;
  cell(row: T): ReactNode;
}

interface Props<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly TableColumn<T>[];
  keyOf(row: T): string;
  /** Enter or double click. */
  onOpen?(row: T): void;
  onDelete?(row: T): void;
  /** F2. */
  onRename?(row: T): void;
}

/** A list as a table. Arrows move between rows, Home and End jump, Enter opens, F2 renames, Delete deletes. */
export function TableList<T>({ label, rows, columns, keyOf, onOpen, onDelete, onRename }: Props<T>) {
  const [current, setCurrent] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const active = Math.min(current, Math.max(0, rows.length - 1));
  const go = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    setCurrent(next);
    const row = body.current?.rows.item(next);
    row?.focus();
  };
  const keys = (event: KeyboardEvent<HTMLTableRowElement>, row: T, index: number) => {
    if (event.target !== event.currentTarget) return;
    const run: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => go(index + 1), ArrowUp: () => go(index - 1), Home: () => go(0), End: () => go(rows.length - 1),
      Enter: onOpen === undefined ? undefined : () => onOpen(row),
      F2: onRename === undefined ? undefined : () => onRename(row),
      Delete: onDelete === undefined ? undefined : () => onDelete(row),
    };
    const action = run[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table aria-label={label} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left text-ink-3">
            {columns.map((column) => (
              <th key={column.id} scope="col" style={{ width: column.width }} className={classNames("h-8 px-3 font-medium whitespace-nowrap", column.align === "right" && "text-right")}>
                {column.headerHidden === true ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr
              key={keyOf(row)}
              tabIndex={index === active ? 0 : -1}
              onFocus={() => setCurrent(index)}
              onKeyDown={(event) => keys(event, row, index)}
              {...(onOpen === undefined ? {} : { onDoubleClick: () => onOpen(row) })}
              className="h-9 border-b border-line last:border-b-0 hover:bg-sunken focus-visible:bg-accent-soft focus-visible:outline-offset-[-2px]"
            >
              {columns.map((column) => (
                <td key={column.id} className={classNames("px-3 py-1", column.align === "right" && "text-right")}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
