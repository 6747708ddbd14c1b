"use client";

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Id } from "@/lib/model";
import { useSession } from "./design-provider";

interface Selection {
  /** Ids of selected records, in the order they were selected. */
  readonly selected: readonly Id[];
  select(ids: readonly Id[]): void;
  /** What the inspector should put the keyboard into after the next selection: a new table's name. */
  readonly focus: { readonly id: Id; readonly part: "name" } | undefined;
  requestFocus(id: Id): void;
  clearFocus(): void;
}

const SelectionContext = createContext<Selection | undefined>(undefined);

/** Holds what is selected, for canvas, inspector and commands alike, and tells the others. */
export function SelectionProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [selected, select] = useState<readonly Id[]>([]);
  const [focus, setFocus] = useState<Selection["focus"]>();
  useEffect(() => { session.setPresence({ selection: selected.slice(0, 50) }); }, [session, selected]);
  const value = useMemo(
    () => ({ selected, select, focus, requestFocus: (id: Id) => setFocus({ id, part: "name" }), clearFocus: () => setFocus(undefined) }),
    [selected, focus],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

/** What is selected and how to change it. */
export function useSelection(): Selection {
  const selection = use(SelectionContext);
  if (selection === undefined) throw new Error("useSelection needs a SelectionProvider");
  return selection;
}
