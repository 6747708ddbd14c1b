"use client";

import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Id } from "@/lib/model";
import { useSession } from "./open-design";

interface Selection {
  /** Ids of selected records, in the order they were selected. */
  readonly selected: readonly Id[];
  /** `reveal`: the column of a selected table that was meant. */
  select(ids: readonly Id[], reveal?: Id): void;
  readonly reveal: Id | undefined;
  /** What the inspector should put the keyboard into after the next selection: a new table's name. */
  readonly focus: { readonly id: Id; readonly part: "name" } | undefined;
  requestFocus(id: Id): void;
  clearFocus(): void;
}

const SelectionContext = createContext<Selection | undefined>(undefined);

function sameIds(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** Holds what is selected, for canvas, inspector and commands alike, and tells the others. */
export function SelectionProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [{ selected, reveal }, setSelection] = useState<Pick<Selection, "selected" | "reveal">>({ selected: [], reveal: undefined });
  const select = useCallback((ids: readonly Id[], column?: Id) => {
    setSelection((before) => (before.reveal === column && sameIds(before.selected, ids) ? before : { selected: ids, reveal: column }));
  }, []);
  const [focus, setFocus] = useState<Selection["focus"]>();
  useEffect(() => { session.setPresence({ selection: selected.slice(0, 50) }); }, [session, selected]);
  const value = useMemo(
    () => ({ selected, select, reveal, focus, requestFocus: (id: Id) => setFocus({ id, part: "name" }), clearFocus: () => setFocus(undefined) }),
    [selected, select, reveal, focus],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

/** What is selected and how to change it. */
export function useSelection(): Selection {
  const selection = use(SelectionContext);
  if (selection === undefined) throw new Error("useSelection needs a SelectionProvider");
  return selection;
}
