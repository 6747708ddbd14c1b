"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { addColumn, moveColumn } from "@/lib/design/commands";
import type { Id, Table } from "@/lib/model";
import { useSession } from "@/components/studio/design-provider";
import { useSelection } from "@/components/studio/selection";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Input } from "@/components/ui/input";
import { ColumnRow } from "./column-row";
import { nameProblem } from "./name-rules";
import { parseQuickColumn } from "./quick-column";

/** A table's columns: edit in place, reorder by dragging or Alt with the arrows, add by typing. */
export function ColumnList({ table, reveal }: { readonly table: Table; readonly reveal: Id | undefined }) {
  const target = useTarget();
  const session = useSession();
  const { run } = useRun();
  const [open, setOpen] = useState<Id>();
  const [dragged, setDragged] = useState<Id>();
  const [over, setOver] = useState<Id>();
  const [problem, setProblem] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLInputElement>(null);
  const latest = useRef(table);

  const [revealed, setRevealed] = useState<Id>();
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal !== undefined) setOpen(reveal);
  }
  useEffect(() => { latest.current = table; }, [table]);
  useEffect(() => {
    if (reveal === undefined) return;
    list.current?.querySelector(`[data-column="${CSS.escape(reveal)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [reveal]);

  const { focus, clearFocus } = useSelection();
  useEffect(() => {
    const field = focus === undefined ? null : list.current?.querySelector<HTMLInputElement>(`[data-column="${CSS.escape(focus.id)}"] input`);
    if (field === null || field === undefined) return;
    field.focus();
    field.select();
    clearFocus();
  }, [focus, clearFocus, table.columns]);

  const focusName = (id: Id) => requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>(`[data-column="${CSS.escape(id)}"] input`)?.focus());
  const toggle = useCallback((id: Id) => setOpen((before) => (before === id ? undefined : id)), []);
  const move = useCallback((id: Id, step: -1 | 1) => {
    const { columns } = latest.current;
    const at = columns.findIndex((column) => column.id === id);
    const before = step === -1 ? columns[at - 1] : columns[at + 2];
    if (at + step < 0 || at + step >= columns.length) return;
    run(moveColumn, { columnId: id, ...(before === undefined ? {} : { before: before.id }) }, { keepSelection: true });
    focusName(id);
  }, [run]);
  const next = useCallback((id: Id) => {
    const { columns } = latest.current;
    const following = columns[columns.findIndex((column) => column.id === id) + 1];
    if (following === undefined) add.current?.focus(); else focusName(following.id);
  }, []);
  const dragOver = useCallback((id: Id) => setOver(id), []);
  const drop = useCallback(() => {
    setDragged((id) => {
      setOver((before) => {
        if (id !== undefined && before !== undefined && id !== before) queueMicrotask(() => run(moveColumn, { columnId: id, before }, { keepSelection: true }));
        return undefined;
      });
      return undefined;
    });
  }, [run]);

  const quickAdd = (field: HTMLInputElement) => {
    const column = parseQuickColumn(field.value, target, session.getSnapshot().design.schema.enums);
    if (column === undefined) return;
    const wrong = nameProblem(column.name, target, table.columns.map((other) => other.name));
    setProblem(wrong);
    if (wrong !== undefined) return;
    run(addColumn, { tableId: table.id, ...column }, { keepSelection: true });
    field.value = "";
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} aria-label="Columns" onDragEnd={() => { setDragged(undefined); setOver(undefined); }} className="-mx-1.5">
        {table.columns.map((column) => (
          <ColumnRow
            key={column.id} table={table} column={column} open={open === column.id} dropBefore={dragged !== undefined && over === column.id && dragged !== column.id}
            onToggle={toggle} onMove={move} onNext={next} onDragStart={setDragged} onDragOver={dragOver} onDrop={drop}
          />
        ))}
      </ul>
      {/* Only a place to drop on; the keyboard moves columns with Alt and the arrows. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="pt-1"
        onDragOver={(event) => { event.preventDefault(); setOver(undefined); }}
        onDrop={(event) => { event.preventDefault(); if (dragged !== undefined) run(moveColumn, { columnId: dragged }, { keepSelection: true }); setDragged(undefined); }}
      >
        <Input
          ref={add}
          mono
          data-add-column
          aria-label="Add a column"
          placeholder="Add column: name type"
          {...(problem === undefined ? {} : { "aria-invalid": true as const })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) { event.preventDefault(); quickAdd(event.currentTarget); }
            if (event.key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
              setProblem(undefined);
              if (event.currentTarget.value === "") event.currentTarget.blur(); else event.currentTarget.value = "";
            }
          }}
          onBlur={(event) => quickAdd(event.currentTarget)}
        />
        {problem === undefined ? undefined : <p role="alert" className="pt-1 text-sm text-bad">{problem}</p>}
      </div>
    </>
  );
}
