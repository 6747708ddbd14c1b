"use client";

import { MoreHorizontal } from "lucide-react";
import { useMemo } from "react";
import { classNames } from "../class-names";
import { IconButton } from "../icon-button";
import { Menu, type MenuItem } from "../menu";
import { SheetCell, type EndedBy } from "./sheet-cell";
import type { SheetColumn } from "./sheet-column";

/** Column of the row's menu. */
export const actionsColumn = " actions";

/** What a row tells its sheet; keeps its identity, so that only rows that changed are drawn again. */
export interface RowHandlers {
  focus(row: string, column: string): void;
  edit(row: string, column: string): void;
  end(row: string, column: string, by: EndedBy): void;
}

interface Props<T> {
  readonly row: T;
  readonly rowKey: string;
  readonly name: string;
  readonly columns: readonly SheetColumn<T>[];
  readonly current: boolean;
  readonly hasActions: boolean;
  /** Its cell that Tab comes to, where it has it. */
  readonly tabStop: string | undefined;
  readonly editing: { readonly column: string; readonly initial?: string } | undefined;
  readonly handlers: RowHandlers;
  /** Lines of its menu; keeps its identity too. */
  items(row: T): readonly MenuItem[];
}

/** One row of a sheet; drawn again only when it, or its part in what the keyboard does, changed. */
export function SheetRow<T>({ row, rowKey, name, columns, current, hasActions, tabStop, editing, handlers, items }: Props<T>) {
  return useMemo(() => (
    <tr className={classNames("group", current && "bg-accent-soft/50")} aria-selected={current}>
      {columns.map((column, i) => (
        <SheetCell
          key={column.id} row={row} rowKey={rowKey} rowName={name} column={column} first={i === 0} tabStop={tabStop === column.id}
          {...(editing?.column === column.id ? { editing: { initial: editing.initial } } : {})}
          onFocus={() => handlers.focus(rowKey, column.id)} onEdit={() => handlers.edit(rowKey, column.id)} onEnd={(by) => handlers.end(rowKey, column.id, by)}
        />
      ))}
      {hasActions ? (
        // Its control is the menu's button, which has a name.
        // oxlint-disable-next-line jsx-a11y/control-has-associated-label
        <td className="border-b border-line px-1">
          <Menu items={items(row)}>
            <IconButton name={`Actions: ${name}`} size="small" data-row={rowKey} data-column={actionsColumn} tabIndex={tabStop === actionsColumn ? 0 : -1} onFocus={() => handlers.focus(rowKey, actionsColumn)} className="text-ink-3"><MoreHorizontal /></IconButton>
          </Menu>
        </td>
      ) : undefined}
    </tr>
  ), [row, rowKey, name, columns, current, hasActions, tabStop, editing, handlers, items]);
}
