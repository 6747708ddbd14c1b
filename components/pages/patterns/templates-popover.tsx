"use client";

import { TableProperties } from "lucide-react";
import { useState } from "react";
import { addPattern } from "@/lib/design/commands";
import type { Id } from "@/lib/model";
import { TableField } from "@/components/inspector/table-field";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { patternTemplates } from "./pattern-templates";

/** The everyday patterns of a chosen table, added with one press each. */
export function TemplatesPopover() {
  const target = useTarget();
  const { run } = useRun();
  const tables = useDesignPart(({ design }) => design.schema.tables);
  const names = useDesignPart(({ design }) => design.patterns);
  const [tableId, setTableId] = useState<Id>();
  const table = tables.find((other) => other.id === tableId);
  const drafts = table === undefined ? [] : patternTemplates(table, target);
  const taken = new Set(names.map((pattern) => pattern.name));
  return (
    <Popover label="Patterns from a table" className="w-90" trigger={<Button disabled={tables.length === 0}><TableProperties aria-hidden />From a table</Button>}>
      <div className="grid gap-3">
        <Field label="Table">{({ id }) => <TableField id={id} label="Table to take patterns from" placeholder="Table" value={tableId} onChange={setTableId} />}</Field>
        {drafts.length === 0 ? <p className="text-sm text-ink-3">Reads by key and by foreign key, the newest rows, and the writes.</p> : (
          <ul className="grid gap-1">
            {drafts.map((draft) => (
              <li key={draft.name} className="flex items-center gap-2">
                <span className="min-w-0 flex-1"><span className="block truncate">{draft.name}</span><span className="identifier block truncate text-[11px] text-ink-3" title={draft.query}>{draft.query}</span></span>
                <Button disabled={taken.has(draft.name)} aria-label={`Add: ${draft.name}`} onClick={() => run(addPattern, draft, { keepSelection: true })}>{taken.has(draft.name) ? "Added" : "Add"}</Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Popover>
  );
}
