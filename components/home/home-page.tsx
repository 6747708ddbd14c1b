"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import type { DesignSummary } from "@/lib/design/wire";
import { api } from "@/components/api/client";
import { messageOf, useLoaded } from "@/components/api/use-loaded";
import { PageFrame } from "@/components/shell/top-bar";
import { pageHref } from "@/components/shell/rail";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useToast } from "@/components/ui/toast";
import { useSlashFocus } from "@/components/ui/use-slash-focus";
import { DesignTable } from "./design-table";
import { ListSkeleton } from "./list-skeleton";
import { NoDesigns } from "./no-designs";
import { usePendingDeletes } from "./use-pending-deletes";

/** The list of designs: find one, open it, or start one. */
export function HomePage() {
  const router = useRouter();
  const show = useToast();
  const [designs, reload, setDesigns] = useLoaded("designs", (signal) => api.listDesigns(signal));
  const [query, setQuery] = useState("");
  const [renaming, setRenaming] = useState<string>();
  const [deleting, setDeleting] = useState<DesignSummary>();
  const fail = useCallback((error: unknown) => show({ text: messageOf(error), tone: "bad" }), [show]);
  const { hidden, remove, restore } = usePendingDeletes(fail);
  const search = useRef<HTMLInputElement>(null);
  useSlashFocus(search);

  const present = useMemo(
    () => (designs.state === "loaded" ? designs.value.filter((design) => !hidden.has(design.id)) : []),
    [designs, hidden],
  );
  const wanted = query.trim().toLowerCase();
  const rows = wanted === "" ? present : present.filter((design) => design.name.toLowerCase().includes(wanted) || design.target.toLowerCase().includes(wanted));

  const open = (design: DesignSummary) => router.push(pageHref(design.id, ""));
  const rename = (design: DesignSummary, name: string) => {
    setRenaming(undefined);
    if (name.trim() === "" || name.trim() === design.name) return;
    api.renameDesign(design.id, name.trim()).then(
      (renamed) => { if (designs.state === "loaded") setDesigns(designs.value.map((d) => (d.id === renamed.id ? renamed : d))); },
      fail,
    );
  };
  const duplicate = (design: DesignSummary) => {
    api.duplicateDesign(design.id).then((copy) => { show({ text: `Made ${copy.name}` }); reload(); }, fail);
  };
  const confirmDelete = (design: DesignSummary) => {
    setDeleting(undefined);
    remove(design.id);
    show({ text: `Deleted ${design.name}`, action: { label: "Undo", run: () => restore(design.id) } });
  };

  return (
    <PageFrame>
      <div className="mx-auto max-w-270 px-6 py-6">
        <div className="mb-4 flex items-center gap-3">
          <h1 className="text-xl font-semibold tracking-[-0.01em]">Designs</h1>
          <div className="ml-auto w-60">
            <Input ref={search} type="search" aria-label="Search designs" placeholder="Search designs  /" value={query} onChange={(event) => setQuery(event.target.value)} onKeyDown={(event) => { if (event.key === "Escape") { setQuery(""); event.currentTarget.blur(); } }} />
          </div>
          <Link href="/new" className={buttonClass("primary")}><Plus aria-hidden />New design</Link>
        </div>
        {designs.state === "loading" ? <ListSkeleton />
          : designs.state === "failed" ? <ErrorState title="The designs could not be loaded" action={<Button onClick={reload}>Try again</Button>}>{designs.message}</ErrorState>
          : present.length === 0 ? <NoDesigns />
          : rows.length === 0 ? <EmptyState title={`No design matches “${query}”`} action={<Button onClick={() => setQuery("")}>Clear the search</Button>} />
          : <DesignTable rows={rows} renaming={renaming} onOpen={open} onStartRename={(design) => setRenaming(design.id)} onRename={rename} onDuplicate={duplicate} onDelete={setDeleting} />}
      </div>
      <Dialog
        open={deleting !== undefined}
        onClose={() => setDeleting(undefined)}
        width="narrow"
        title="Delete this design"
        description={<p><strong className="font-semibold text-ink">{deleting?.name}</strong> with its diagram, its access patterns and its releases is taken off the server. What was exported stays with you.</p>}
        actions={(
          <>
            <Button onClick={() => setDeleting(undefined)}>Keep</Button>
            <Button variant="danger" onClick={() => { if (deleting !== undefined) confirmDelete(deleting); }}>Delete</Button>
          </>
        )}
      />
    </PageFrame>
  );
}
