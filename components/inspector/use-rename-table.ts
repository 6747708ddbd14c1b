"use client";

import { useCallback } from "react";
import { renameTable, setPrimaryKey } from "@/lib/design/commands";
import { applyPatch, combinePatches } from "@/lib/design/patch";
import { resolve } from "@/lib/design/resolve";
import type { Table } from "@/lib/model";
import { useSession } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";

/** Names that new tables get until somebody names them. */
const placeholder = /^new_table(_\d+)?$/;

/**
 * Renames a table. One that is only now being named takes its primary key's name along, so that no key of a finished
 * design is called `new_table_pkey`; the two are one step to undo. Later the engines keep constraint names, and so do we.
 */
export function useRenameTable(): (table: Table, name: string) => void {
  const session = useSession();
  const { run, context } = useRun();
  return useCallback((table, name) => {
    const key = table.primaryKey;
    if (!placeholder.test(table.name) || key?.name === undefined || !key.name.startsWith(table.name)) {
      run(renameTable, { tableId: table.id, name }, { keepSelection: true });
      return;
    }
    const now = context();
    const renamed = renameTable.run(now, { tableId: table.id, name });
    if (!renamed.ok) { run(renameTable, { tableId: table.id, name }, { keepSelection: true }); return; }
    const entries = applyPatch(now.entries, renamed.edit.patch);
    const rekeyed = setPrimaryKey.run({ ...now, entries, design: resolve(entries).design }, { tableId: table.id, columns: [...key.columns], name: `${name}${key.name.slice(table.name.length)}` });
    session.apply(rekeyed.ok ? combinePatches(renamed.edit.patch, rekeyed.edit.patch) : renamed.edit.patch);
  }, [session, run, context]);
}
