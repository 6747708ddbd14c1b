"use client";

import { TriangleAlert } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { classNames } from "../class-names";
import { CellPicker } from "./cell-picker";
import type { SheetColumn, SheetEditor } from "./sheet-column";

export type EndedBy = "Enter" | "Shift+Enter" | "Tab" | "Shift+Tab" | "Escape" | "blur";

interface Props<T> {
  readonly row: T;
  readonly rowKey: string;
  readonly rowName: string;
  readonly column: SheetColumn<T>;
  /** The first one names its row and stays in view. */
  readonly first: boolean;
  readonly tabStop: boolean;
  readonly editing?: { readonly initial: string | undefined };
  onFocus(): void;
  onEdit(): void;
  onEnd(by: EndedBy): void;
}

/** One cell of a sheet: what it says, or the field that changes it. */
export function SheetCell<T>({ row, rowKey, rowName, column, first, tabStop, editing, onFocus, onEdit, onEnd }: Props<T>) {
  /** What was refused, until the cell says something else. */
  const [refused, setRefused] = useState<{ readonly text: string; readonly message: string; readonly beside: string | undefined }>();
  const said = column.text(row);
  const computed = said === undefined ? column.computed?.(row) : undefined;
  const wrong = refused !== undefined && refused.beside === said && editing === undefined ? refused : undefined;
  const mark = column.mark?.(row);
  const Cell = first ? "th" : "td";
  return (
    <Cell
      {...(first ? { scope: "row" as const } : {})}
      data-row={rowKey} data-column={column.id} tabIndex={tabStop && editing === undefined ? 0 : -1}
      aria-readonly={column.editor === undefined} {...(wrong === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${rowKey}-${column.id}-wrong` })}
      onFocus={(event) => { if (event.target === event.currentTarget) onFocus(); }}
      onDoubleClick={onEdit}
      className={classNames(
        "relative h-7 border-b border-line px-2 text-left font-normal select-none focus-visible:outline-2 focus-visible:-outline-offset-2", column.align === "right" && "text-right tabular-nums", column.mono === true && said !== undefined && "identifier",
        first && "sticky left-0 z-10 border-r bg-surface font-medium group-aria-selected:bg-[color-mix(in_oklab,var(--accent-soft)_50%,var(--surface))]", column.editor !== undefined && "cursor-cell",
      )}
    >
      {editing === undefined ? (
        <span className="block truncate" title={wrong?.message ?? mark ?? (said === undefined ? computed?.how : said)}>
          {mark === undefined ? undefined : <TriangleAlert role="img" aria-label={mark} className="mr-1.5 -mt-0.5 inline size-3.5 stroke-[1.5] text-warn" />}
          {wrong !== undefined ? <span className="text-bad">{wrong.text}</span> : said !== undefined ? <span dir="auto">{said}</span> : computed !== undefined ? <span className="text-ink-2 italic">{computed.text}</span> : <span className="text-ink-3">{column.blank?.(row) ?? "not said"}</span>}
        </span>
      ) : column.editor?.kind === "pick" ? (
        <CellPicker
          label={`${column.header} of ${rowName}`} options={column.editor.options(row)} chosen={column.editor.chosen(row)} multiple={column.editor.multiple} initial={editing.initial} {...(column.mono === undefined ? {} : { mono: column.mono })}
          onCancel={() => onEnd("Escape")}
          onCommit={(values, by) => {
            const message = column.editor?.kind === "pick" ? column.editor.commit(row, values) : undefined;
            setRefused(message === undefined ? undefined : { text: values.join(", "), message, beside: said });
            onEnd(by);
          }}
        />
      ) : column.editor?.kind === "text" ? (
        <TextEditor label={`${column.header} of ${rowName}`} row={row} editor={column.editor} initial={editing.initial} mono={column.mono === true} onEnd={(by, kept) => { setRefused(kept === undefined ? undefined : { ...kept, beside: said }); onEnd(by); }} />
      ) : undefined}
      {wrong === undefined ? undefined : <span id={`${rowKey}-${column.id}-wrong`} role="alert" className="floating absolute top-full left-0 z-20 block w-60 px-2 py-1 text-left font-sans text-sm font-normal text-bad">{wrong.message}</span>}
    </Cell>
  );
}

type TextEditorOf<T> = Extract<SheetEditor<T>, { readonly kind: "text" }>;

function TextEditor<T>({ label, row, editor, initial, mono, onEnd }: {
  readonly label: string; readonly row: T; readonly editor: TextEditorOf<T>; readonly initial: string | undefined; readonly mono: boolean;
  /** `kept`: what could not be written when the field was left. */
  onEnd(by: EndedBy, kept?: { readonly text: string; readonly message: string }): void;
}) {
  const [begun] = useState(() => editor.value(row));
  const [text, setText] = useState(initial ?? begun);
  const [message, setMessage] = useState<string>();
  const [done, setDone] = useState(false);
  const finish = (by: EndedBy) => {
    if (done) return;
    const wrong = text === begun ? undefined : editor.commit(row, text);
    // While the keyboard is here the field stays open, so that what was typed can be put right.
    if (wrong !== undefined && by !== "blur") { setMessage(wrong); return; }
    setDone(true);
    onEnd(by, wrong === undefined ? undefined : { text, message: wrong });
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); finish(event.shiftKey ? "Shift+Enter" : "Enter"); }
    else if (event.key === "Tab") { event.preventDefault(); finish(event.shiftKey ? "Shift+Tab" : "Tab"); }
    else if (event.key === "Escape") { event.preventDefault(); setDone(true); onEnd("Escape"); }
  };
  return (
    <>
      <input
        type="text" aria-label={label} autoComplete="off" spellCheck={editor.numeric === true || mono ? false : undefined} inputMode={editor.numeric === true ? "decimal" : "text"}
        // The cell is being edited because somebody asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        {...(message === undefined ? {} : { "aria-invalid": true, "aria-errormessage": "sheet-wrong" })}
        dir={editor.numeric === true ? undefined : "auto"} placeholder={editor.placeholder}
        onFocus={(event) => { if (initial === undefined) event.currentTarget.select(); }}
        className={classNames("absolute inset-0 w-full bg-surface px-2 text-ink outline-2 -outline-offset-2", message === undefined ? "outline-(--accent)" : "outline-(--bad)", editor.numeric === true && "text-right tabular-nums", mono && "identifier")}
        value={text} onChange={(event) => { setText(event.target.value); setMessage(undefined); }} onKeyDown={keys} onBlur={() => finish("blur")}
      />
      {message === undefined ? undefined : <span id="sheet-wrong" role="alert" className="floating absolute top-full left-0 z-20 block w-60 px-2 py-1 text-left font-sans text-sm font-normal text-bad">{message}</span>}
    </>
  );
}
