"use client";

import { ClipboardPaste, ListTree, Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { addPattern, deleteRecords, duplicatePattern, movePattern } from "@/lib/design/commands";
import { counted, type AccessPattern } from "@/lib/model";
import { useOfferCommands } from "@/components/commands/command-provider";
import { useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet/sheet";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { useSlashFocus } from "@/components/ui/use-slash-focus";
import { AdviceView } from "./advice-view";
import { DetailsPane } from "./details-pane";
import { freePatternName } from "./free-name";
import { LoadsView } from "./loads-view";
import { patternColumns, setterOf } from "./pattern-columns";
import { PatternDetails } from "./pattern-details";
import { PasteDialog } from "./paste-dialog";
import { TemplatesPopover } from "./templates-popover";
import { Names, gapsOf } from "./words";

const keys = "Arrows move, Enter or typing edits, Tab goes on, Delete makes unknown again, Alt+↑↓ moves the row, Ctrl+D duplicates, Ctrl+Delete deletes, Alt+Enter opens the details, Escape then Tab leaves the table.";

/** How the data are read and written, and how much there is: what keys, indexes, the technology and the document start from. */
export function PatternsPage() {
  const patterns = useDesignPart(({ design }) => design.patterns);
  const schema = useDesignPart(({ design }) => design.schema);
  const problems = useDesignPart((snapshot) => snapshot.problems);
  const router = useRouter();
  const asked = useSearchParams().get("view");
  const view = asked === "loads" || asked === "advice" ? asked : "patterns";
  const { run, context } = useRun();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState<string>();
  const [pasting, setPasting] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useSlashFocus(search);

  const names = useMemo(() => new Names(schema), [schema]);
  const set = useMemo(() => setterOf(run), [run]);
  const columns = useMemo(() => {
    const first = new Map(problems.toReversed().map((problem) => [problem.place?.objectId, problem.message]));
    return patternColumns(names, set, ({ id }) => first.get(id));
  }, [names, set, problems]);
  const addOne = useCallback((): string | undefined => {
    setQuery("");
    const taken = new Set(patterns.map(({ name }) => name));
    const result = run(addPattern, { name: freePatternName("New access pattern", taken) }, { keepSelection: true });
    return result.ok ? result.edit.select?.[0] : undefined;
  }, [run, patterns]);
  // The sheet puts the keyboard into rows that its own button adds; these come from elsewhere.
  const focusRow = (id: string | undefined) => {
    if (id === undefined) return;
    setActive(id);
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"][data-column="name"]`)?.focus());
  };
  const add = useCallback(() => focusRow(addOne()), [addOne]);
  useOfferCommands("patterns", useMemo(() => [
    { id: "add-pattern", label: "Add access pattern", section: "Add" as const, icon: <Plus />, shortcut: "N", run: add },
    { id: "patterns-from-sql", label: "Add access patterns from SQL", section: "Add" as const, icon: <ClipboardPaste />, run: () => setPasting("") },
  ], [add]));

  const wanted = query.trim().toLowerCase();
  const rows = useMemo(() => (wanted === "" ? patterns : patterns.filter((pattern) => `${pattern.name} ${pattern.operation} ${pattern.tableId === undefined ? "" : names.table(pattern.tableId)} ${pattern.query ?? ""}`.toLowerCase().includes(wanted))), [patterns, wanted, names]);
  const shown = rows.find(({ id }) => id === active);
  const gaps = patterns.filter((pattern) => gapsOf(pattern).length > 0).length;
  const move = useCallback(({ id }: AccessPattern, by: 1 | -1) => {
    const all = context().design.patterns;
    const at = all.findIndex((pattern) => pattern.id === id);
    const before = all[by === 1 ? at + 2 : at - 1];
    if (by === -1 && before === undefined) return;
    run(movePattern, { patternId: id, before: before?.id }, { keepSelection: true });
  }, [context, run]);
  const remove = useCallback(({ id }: AccessPattern) => void run(deleteRecords, { ids: [id] }, { keepSelection: true }), [run]);
  const duplicate = useCallback(({ id }: AccessPattern): string | undefined => {
    const result = run(duplicatePattern, { patternId: id }, { keepSelection: true });
    return result.ok ? result.edit.select?.[0] : undefined;
  }, [run]);
  const list = patterns.length === 0 ? (
    <EmptyState
      icon={<ListTree />} title="Say how the data is used"
      action={<><Button onClick={add}>Add the first pattern</Button><Button onClick={() => setPasting("")}>Paste SQL</Button></>}
      example={<p className="rounded-card border border-line bg-surface px-4 py-3">For example: <span className="font-medium text-ink">List recent orders of a customer</span>, list, orders by customer_id, newest first, 200 per second, within 50 ms.</p>}
    >
      The list decides keys, indexes and the technology, and becomes the query table of the document.
    </EmptyState>
  ) : (
    <DetailsPane label="Access pattern" details={shown === undefined ? undefined : <PatternDetails key={shown.id} pattern={shown} names={names} set={set} problems={problems.filter(({ place }) => place?.objectId === shown.id)} />}>
      <div className="grid min-w-0 gap-2">
        <Sheet
          label="Access patterns" rows={rows} columns={columns} keyOf={({ id }) => id} nameOf={({ name }) => name} active={active} onActive={setActive}
          onAdd={addOne} addLabel="Add pattern" empty={`No pattern matches “${query}”.`} onPasteText={(text) => setPasting(text)}
          onDelete={remove} onDuplicate={duplicate} onMove={move}
          onDetails={() => page.current?.querySelector<HTMLElement>("aside textarea, aside input, aside button")?.focus()}
        />
        <p className="text-sm text-ink-3">{gaps === 0 ? "" : `${counted(gaps, "pattern")} with something not said that would decide. `}{keys}</p>
      </div>
    </DetailsPane>
  );
  return (
    <div ref={page} className="h-full overflow-y-auto">
      <div className="grid gap-4 px-6 py-5">
        <div className="flex flex-wrap items-center gap-2">
          <div className="mr-auto">
            <h1 className="text-xl font-semibold tracking-[-0.01em]">Access patterns</h1>
            <p className="text-ink-2">Each read and write the application does, and how much there is.</p>
          </div>
          {patterns.length === 0 && view === "patterns" ? undefined : <Input ref={search} type="search" aria-label={view === "patterns" ? "Search patterns" : "Search tables"} placeholder="Search  /" className="max-w-52" value={query} onChange={(event) => setQuery(event.target.value)} />}
          <TemplatesPopover />
          <Button onClick={() => setPasting("")}><ClipboardPaste aria-hidden />Paste SQL</Button>
          <Button variant="primary" onClick={add}><Plus aria-hidden />Add pattern</Button>
        </div>
        <Tabs
          label="Patterns and loads" value={view} onChange={(next) => router.replace(next === "patterns" ? "?" : `?view=${next}`, { scroll: false })} className="min-w-0 gap-3" barClassName="px-0"
          items={[{ value: "patterns", label: "Access patterns", count: patterns.length, content: list }, { value: "loads", label: "Table loads", content: <LoadsView query={wanted} /> }, { value: "advice", label: "Advice", content: <AdviceView query={wanted} /> }]}
        />
      </div>
      {pasting === undefined ? undefined : <PasteDialog initial={pasting} onClose={() => setPasting(undefined)} onAdded={focusRow} />}
    </div>
  );
}
