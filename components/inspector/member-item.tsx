"use client";

import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

interface Props {
  /** Read aloud before the line: "Index". */
  readonly kind: string;
  /** Names it in its delete button. */
  readonly name: string;
  /** The one line that is always shown. */
  readonly summary: ReactNode;
  readonly detail?: ReactNode;
  readonly marks?: ReactNode;
  readonly startOpen?: boolean;
  onDelete(): void;
  readonly children: ReactNode;
}

/** One key, check or index of a table: a line that opens to its editor. */
export function MemberItem({ kind, name, summary, detail, marks, startOpen = false, onDelete, children }: Props) {
  const [open, setOpen] = useState(startOpen);
  return (
    <li className="-mx-1.5">
      <div className="group flex items-start gap-1 rounded-control hover:bg-sunken">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="min-w-0 flex-1 rounded-control px-1.5 py-1 text-left">
          <span className="sr-only">{kind}</span>
          <span className="flex min-w-0 items-center gap-1.5"><span dir="auto" className="identifier min-w-0 truncate">{summary}</span>{marks}</span>
          {detail === undefined ? undefined : <span dir="auto" className="identifier block truncate text-[11px] text-ink-3">{detail}</span>}
        </button>
        <IconButton name={`Delete ${kind.toLowerCase()} ${name}`} size="small" onClick={onDelete} className="mt-0.5 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"><Trash2 /></IconButton>
      </div>
      {open ? <div className="mb-1 grid gap-2 rounded-control bg-sunken p-2">{children}</div> : undefined}
    </li>
  );
}
