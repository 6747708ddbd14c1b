"use client";

import { nanoid } from "nanoid";
import { useCallback } from "react";
import type { EditCommand, EditContext, EditResult } from "@/lib/design/command";
import { useToast } from "@/components/ui/toast";
import { useSession } from "./design-provider";
import { useSelection } from "./selection";

/** Runs commands against the design as it stands now. */
export interface Runner {
  /** Applies the command's patch as one undo step; equal `merge` keys within a second become one. A refusal is shown as a message unless `quiet`. */
  run<P>(command: EditCommand<P>, parameters: P, options?: { readonly merge?: string; readonly quiet?: boolean; readonly keepSelection?: boolean }): EditResult;
  /** What a command sees now. */
  context(): EditContext;
}

/** Gives the runner; its functions keep their identity while the selection does. */
export function useRun(): Runner {
  const session = useSession();
  const { selected, select } = useSelection();
  const show = useToast();
  const context = useCallback((): EditContext => {
    const { design, entries } = session.getSnapshot();
    return { design, entries, selection: selected, newId: () => nanoid(12) };
  }, [session, selected]);
  const run = useCallback<Runner["run"]>((command, parameters, options = {}) => {
    const result = command.run(context(), parameters);
    if (!result.ok) {
      if (options.quiet !== true) show({ text: result.diagnostic.message, tone: "bad" });
      return result;
    }
    if (result.edit.patch.size > 0) session.apply(result.edit.patch, options.merge === undefined ? {} : { merge: options.merge });
    if (result.edit.select !== undefined && options.keepSelection !== true) select(result.edit.select);
    return result;
  }, [context, session, select, show]);
  return { run, context };
}
