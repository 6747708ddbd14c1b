"use client";

import { useRef, useState } from "react";
import { classNames } from "../class-names";
import { CellPicker } from "./cell-picker";
import type { SheetOption } from "./sheet-column";

/** A choice of one or several outside of a sheet: what is chosen, as a button that opens the same picker. */
export function PickField({ label, options, chosen, multiple, mono, onCommit, id }: {
  readonly label: string; readonly options: readonly SheetOption[]; readonly chosen: readonly string[]; readonly multiple: boolean; readonly mono?: boolean; readonly id?: string;
  onCommit(values: readonly string[]): void;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const text = chosen.map((value) => options.find((option) => option.value === value)?.label ?? "?").join(", ");
  const close = (back: boolean) => {
    setOpen(false);
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <div className="relative h-7">
      <button
        ref={button} type="button" {...(id === undefined ? {} : { id })} aria-label={`${label}: ${text === "" ? "not said" : text}`} aria-haspopup="listbox" onClick={() => setOpen(true)}
        className={classNames("control w-full min-w-0 truncate border border-line-strong bg-surface px-2 text-left", text === "" ? "text-ink-3" : mono === true && "identifier")}
      >{text === "" ? "not said" : text}</button>
      {open ? (
        <CellPicker
          label={label} options={options} chosen={chosen} multiple={multiple} {...(mono === undefined ? {} : { mono })}
          onCancel={() => close(true)} onCommit={(values, by) => { onCommit(values); close(by !== "blur"); }}
        />
      ) : undefined}
    </div>
  );
}
