"use client";

import { Plus } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "../class-names";
import type { MenuItem } from "../menu";
import type { SheetColumn } from "./sheet-column";
import { SheetRow, actionsColumn, type RowHandlers } from "./sheet-row";

interface Props<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly SheetColumn<T>[];
  keyOf(row: T): string;
  /** What the row is called, for its menu. */
  nameOf(row: T): string;
  /** The row whose details stand beside. */
  readonly active?: string | undefined;
  onActive?(key: string): void;
  /** Adds a row and answers with its key. */
  onAdd?(): string | undefined;
  readonly addLabel?: string;
  onDelete?(row: T): void;
  onDuplicate?(row: T): string | undefined;
  /** Moves it by one place. */
  onMove?(row: T, by: 1 | -1): void;
  /** Alt+Enter: to the details. */
  onDetails?(): void;
  onPasteText?(text: string): void;
  menu?(row: T): readonly MenuItem[];
  /** Where nothing matches. */
  readonly empty?: ReactNode;
}

interface Place {
  readonly row: string;
  readonly column: string;
}
interface Editing extends Place {
  readonly initial?: string;
}

/** No id begins with a space, and a selector can name it. */
const addRow = " add";

/**
 * A table as a spreadsheet: arrows move, Enter or a letter edits, Enter and Tab write and go on, Escape goes back, Delete makes unknown
 * again, Alt with arrows moves the row, Ctrl+D duplicates and Ctrl+Delete deletes it. In the list, Escape and then Tab leaves it.
 */
export function Sheet<T>(props: Props<T>) {
  const { label, rows, columns, keyOf, nameOf, active, onActive, onAdd, addLabel = "Add a row", onDelete, onDuplicate, onMove, onDetails, onPasteText, menu, empty } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<Place>();
  const [editing, setEditing] = useState<Editing>();
  /** A cell that is to get the keyboard once it is there. */
  const wanted = useRef<Editing & { readonly edit: boolean }>(undefined);
  const leaving = useRef(false);
  const first = columns[0]?.id ?? "";
  const hasActions = onDelete !== undefined || onDuplicate !== undefined || menu !== undefined;
  const ids = [...columns.map(({ id }) => id), ...(hasActions ? [actionsColumn] : [])];
  const keys = [...rows.map(keyOf), ...(onAdd === undefined ? [] : [addRow])];
  const tabStop: Place = at !== undefined && keys.includes(at.row) ? at : { row: keys[0] ?? "", column: first };

  useEffect(() => {
    const next = wanted.current;
    if (next === undefined || !focusCell(body.current, next)) return;
    wanted.current = undefined;
    if (next.edit) setEditing(next);
  }, [rows, at, editing]);

  const neighbour = (place: Place, down: number, right: number): Place => {
    const row = Math.min(keys.length - 1, Math.max(0, keys.indexOf(place.row) + down));
    const column = Math.min(ids.length - 1, Math.max(0, ids.indexOf(place.column) + right));
    return { row: keys[row] ?? place.row, column: ids[column] ?? place.column };
  };
  /** The next cell in reading order; undefined beyond the last. */
  const onward = (place: Place, step: 1 | -1): Place | undefined => {
    if (place.row === addRow) return step === 1 ? undefined : { row: keys.at(-2) ?? addRow, column: columns.at(-1)?.id ?? first };
    const column = ids.indexOf(place.column) + step;
    if (column >= 0 && column < columns.length) return { row: place.row, column: ids[column] ?? first };
    const row = keys.indexOf(place.row) + step;
    const key = keys[row];
    return key === undefined ? undefined : { row: key, column: step === 1 ? first : columns.at(-1)?.id ?? first };
  };
  const go = (place: Place) => { wanted.current = { ...place, edit: false }; setAt(place); };
  const add = () => {
    const key = onAdd?.();
    if (key !== undefined) wanted.current = { row: key, column: first, edit: true };
    setEditing(undefined);
  };
  const ended = (place: Place, by: "Enter" | "Shift+Enter" | "Tab" | "Shift+Tab" | "Escape" | "blur") => {
    setEditing(undefined);
    if (by === "blur") return;
    const next = by === "Enter" ? neighbour(place, 1, 0) : by === "Shift+Enter" ? neighbour(place, -1, 0) : by === "Tab" ? onward(place, 1) ?? place : by === "Shift+Tab" ? onward(place, -1) ?? place : place;
    go(next);
  };

  const rowKeys = (event: KeyboardEvent, row: T): boolean => {
    const mod = event.ctrlKey || event.metaKey;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      onMove?.(row, event.key === "ArrowDown" ? 1 : -1);
      if (at !== undefined) wanted.current = { ...at, edit: false };
    } else if (event.altKey && event.key === "Enter") onDetails?.();
    else if (mod && event.key.toLowerCase() === "d" && onDuplicate !== undefined) {
      const key = onDuplicate(row);
      if (key !== undefined) wanted.current = { row: key, column: first, edit: false };
    } else if (mod && (event.key === "Delete" || event.key === "Backspace") && onDelete !== undefined) {
      const next = neighbour({ row: keyOf(row), column: at?.column ?? first }, 1, 0);
      onDelete(row);
      go(next);
    } else return false;
    return true;
  };
  const gridKeys = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (editing !== undefined || at === undefined || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const row = rows.find((each) => keyOf(each) === at.row);
    const column = columns.find(({ id }) => id === at.column);
    const mod = event.ctrlKey || event.metaKey;
    const handled = (): boolean => {
      if (row !== undefined && rowKeys(event, row)) return true;
      if (event.altKey) return false;
      switch (event.key) {
        case "ArrowDown": go(mod ? { ...at, row: keys.at(-1) ?? at.row } : neighbour(at, 1, 0)); return true;
        case "ArrowUp": go(mod ? { ...at, row: keys[0] ?? at.row } : neighbour(at, -1, 0)); return true;
        case "ArrowRight": go(neighbour(at, 0, 1)); return true;
        case "ArrowLeft": go(neighbour(at, 0, -1)); return true;
        case "Home": go({ row: mod ? keys[0] ?? at.row : at.row, column: first }); return true;
        case "End": go({ row: mod ? keys.at(-1) ?? at.row : at.row, column: columns.at(-1)?.id ?? first }); return true;
        case "Escape": leaving.current = true; return false;
        case "Tab": {
          if (leaving.current) return false;
          const next = onward(at, event.shiftKey ? -1 : 1);
          if (next === undefined) return false;
          go(next);
          return true;
        }
        default:
      }
      if (at.row === addRow) {
        if (event.key !== "Enter" && event.key !== " ") return false;
        add();
        return true;
      }
      if (column?.editor === undefined || row === undefined) return false;
      if (event.key === "Enter" || event.key === "F2") setEditing(at);
      else if ((event.key === "Delete" || event.key === "Backspace") && column.clear !== undefined) column.clear(row);
      else if (event.key.length === 1 && !mod && event.key !== " ") setEditing({ ...at, initial: event.key });
      else return false;
      return true;
    };
    if (event.key !== "Tab" && event.key !== "Escape" && event.key !== "Shift") leaving.current = false;
    if (handled()) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const paste = (event: ClipboardEvent) => {
    if (editing !== undefined || onPasteText === undefined) return;
    event.preventDefault();
    onPasteText(event.clipboardData.getData("text/plain"));
  };
  const items = useCallback((row: T): readonly MenuItem[] => [
    ...(onDuplicate === undefined ? [] : [{ label: "Duplicate", shortcut: "Mod+D", onSelect: () => void onDuplicate(row) }]),
    ...(onMove === undefined ? [] : [{ label: "Move up", shortcut: "Alt+ArrowUp", onSelect: () => onMove(row, -1) }, { label: "Move down", shortcut: "Alt+ArrowDown", onSelect: () => onMove(row, 1) }]),
    ...(menu?.(row) ?? []),
    ...(onDelete === undefined ? [] : [{ separator: true as const }, { label: "Delete", shortcut: "Mod+Delete", danger: true, onSelect: () => onDelete(row) }]),
  ], [onDuplicate, onMove, menu, onDelete]);
  const latest = useRef<RowHandlers>(undefined);
  useLayoutEffect(() => {
    latest.current = {
      focus: (row, column) => { setAt({ row, column }); onActive?.(row); },
      edit: (row, column) => { if (columns.find(({ id }) => id === column)?.editor !== undefined) setEditing({ row, column }); },
      end: (row, column, by) => ended({ row, column }, by),
    };
  });
  const [handlers] = useState((): RowHandlers => ({
    focus: (row, column) => latest.current?.focus(row, column), edit: (row, column) => latest.current?.edit(row, column),
    end: (row, column, by) => latest.current?.end(row, column, by),
  }));
  return (
    <div className="min-w-0 overflow-x-auto rounded-card border border-line bg-surface">
      {/* A table whose cells the keyboard moves between is a grid. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table role="grid" aria-label={label} aria-rowcount={rows.length + 1} className="border-separate border-spacing-0 text-sm" style={{ width: columns.reduce((sum, { width }) => sum + width, hasActions ? 36 : 0), minWidth: "100%", tableLayout: "fixed" }}>
        <colgroup>{columns.map(({ id, width }) => <col key={id} style={{ width }} />)}{hasActions ? <col style={{ width: 36 }} /> : undefined}</colgroup>
        <thead>
          <tr>
            {columns.map(({ id, header, hint, align }, i) => (
              <th key={id} scope="col" title={hint} className={classNames("h-8 truncate border-b border-line bg-surface px-2 text-left font-medium text-ink-3", align === "right" && "text-right", i === 0 && "sticky left-0 z-10 border-r")}>{header}</th>
            ))}
            {hasActions ? <th scope="col" className="border-b border-line"><span className="sr-only">Actions</span></th> : undefined}
          </tr>
        </thead>
        {/* The keys of the grid belong to its cells, which are focusable. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={body} onKeyDown={gridKeys} onPaste={paste}>
          {rows.map((row) => {
            const key = keyOf(row);
            return (
              <SheetRow
                key={key} row={row} rowKey={key} name={nameOf(row)} columns={columns} current={active === key} hasActions={hasActions} handlers={handlers} items={items}
                tabStop={tabStop.row === key ? tabStop.column : undefined} editing={editing?.row === key ? editing : undefined}
              />
            );
          })}
          {rows.length === 0 && empty !== undefined ? <tr><td colSpan={ids.length} className="px-3 py-4 text-ink-2">{empty}</td></tr> : undefined}
          {onAdd === undefined ? undefined : (
            <tr>
              {/* Its control is the button, which has its words. */}
              {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
              <td colSpan={ids.length} className="p-0">
                <button
                  type="button" data-row={addRow} data-column={first} tabIndex={tabStop.row === addRow ? 0 : -1} onFocus={() => setAt({ row: addRow, column: first })} onClick={add}
                  className="flex h-8 w-full items-center px-2 text-left text-ink-3 hover:bg-sunken hover:text-ink focus-visible:outline-offset-[-2px] [&_svg]:size-3.5"
                ><span className="sticky left-2 flex items-center gap-1.5"><Plus aria-hidden />{addLabel}</span></button>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function focusCell(body: HTMLTableSectionElement | null, { row, column }: Place): boolean {
  const cell = body?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]${row === addRow ? "" : `[data-column="${CSS.escape(column)}"]`}`);
  cell?.focus();
  return cell !== null && cell !== undefined;
}
