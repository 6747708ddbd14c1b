"use client";

import { ListTree, Plus } from "lucide-react";
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { addPattern } from "@/lib/design/commands";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { useTarget } from "@/components/studio/use-target";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { EmptyState } from "@/components/ui/states";
import { useOfferCommands } from "@/components/commands/command-provider";
import { useSlashFocus } from "@/components/ui/use-slash-focus";
import { PatternRow } from "./pattern-row";
import { TemplatesPopover } from "./templates-popover";

const headings: readonly (readonly [string, string])[] = [
  ["Name", "24%"], ["Operation", "112px"], ["Table", "150px"], ["Query", "auto"], ["Rate /s", "84px"], ["Expected performance", "18%"],
];

/** How the data is read and written: the list that keys, indexes, the technology and the document start from. */
export function PatternsPage() {
  const patterns = useDesignPart(({ design }) => design.patterns);
  const { run } = useRun();
  const target = useTarget();
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  useSlashFocus(search);
  const focusRow = useCallback((id: string) => requestAnimationFrame(() => body.current?.querySelector<HTMLInputElement>(`[data-pattern="${CSS.escape(id)}"] [data-cell="name"]`)?.focus()), []);
  const add = useCallback(() => {
    setQuery("");
    const result = run(addPattern, {}, { keepSelection: true });
    const id = result.ok ? [...result.edit.patch.keys()][0]?.split("|")[0] : undefined;
    if (id !== undefined) focusRow(id);
  }, [run, focusRow]);
  useOfferCommands("patterns", useMemo(() => [{ id: "add-pattern", label: "Add access pattern", section: "Add" as const, icon: <Plus />, shortcut: "N", run: add }], [add]));

  const wanted = query.trim().toLowerCase();
  const rows = wanted === "" ? patterns : patterns.filter((pattern) => `${pattern.name} ${pattern.operation} ${pattern.query ?? ""}`.toLowerCase().includes(wanted));
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const { target: field, key } = event;
    if (!(field instanceof HTMLInputElement) || (key !== "ArrowDown" && key !== "ArrowUp") || field.getAttribute("role") === "combobox") return;
    const row = field.closest("tr");
    const next = key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
    const cell = next?.querySelector<HTMLElement>(`[data-cell="${field.dataset.cell ?? "name"}"]`);
    if (cell === null || cell === undefined) return;
    event.preventDefault();
    cell.focus();
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-360 px-6 py-6">
        <div className="mb-4 flex items-center gap-2">
          <div className="mr-auto">
            <h1 className="text-xl font-semibold tracking-[-0.01em]">Access patterns</h1>
            <p className="text-ink-2">Each read and write the application does, in {target.label}.</p>
          </div>
          {patterns.length === 0 ? undefined : <Input ref={search} type="search" aria-label="Search patterns" placeholder="Search patterns  /" className="max-w-56" value={query} onChange={(event) => setQuery(event.target.value)} />}
          <TemplatesPopover />
          <Button variant="primary" onClick={add}><Plus aria-hidden />Add pattern</Button>
        </div>
        {patterns.length === 0 ? (
          <EmptyState
            icon={<ListTree />} title="Say how the data is used"
            action={<Button onClick={add}>Add the first pattern</Button>}
            example={<p className="rounded-card border border-line bg-surface px-4 py-3">For example: <span className="font-medium text-ink">List recent orders of a customer</span>, list, orders, 200 per second, index scan under 5 ms.</p>}
          >
            The list decides keys, indexes and the technology, and becomes the query table of the document.
          </EmptyState>
        ) : rows.length === 0 ? <EmptyState title={`No pattern matches “${query}”`} action={<Button onClick={() => setQuery("")}>Clear the search</Button>} /> : (
          <div className="overflow-x-auto rounded-card border border-line bg-surface">
            <table aria-label="Access patterns" className="w-full min-w-220 table-fixed border-collapse text-sm">
              <thead>
                <tr className="text-left text-ink-3">
                  {headings.map(([label, width]) => <th key={label} scope="col" style={{ width }} className={`h-8 border-b border-line px-3 font-medium ${label.startsWith("Rate") ? "text-right" : ""}`}>{label}</th>)}
                  <th scope="col" style={{ width: "36px" }} className="border-b border-line"><span className="sr-only">Actions</span></th>
                </tr>
              </thead>
              <tbody ref={body} className="[&>tr:last-child>td]:border-b-0">{rows.map((pattern) => <PatternRow key={pattern.id} pattern={pattern} onMove={move} />)}</tbody>
            </table>
          </div>
        )}
      </div>
    </div>
  );
}
