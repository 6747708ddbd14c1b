"use client";

import { Plus, Pencil, Shapes, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { pageHref } from "@/components/shell/rail";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { textLanguage } from "@/components/text/languages";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { SplitGroup, SplitPanel, Splitter } from "@/components/ui/splitter";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { deleteRecords } from "@/lib/design/commands";
import type { Id } from "@/lib/model";
import { FileBrowser } from "../migrations/file-browser";
import { MappingPanel } from "./mapping-panel";
import { PatternPlans } from "./pattern-plans";
import { Samples } from "./samples";
import { StoreDialog } from "./store-dialog";
import { useStores, type StoreView } from "./use-stores";

const ShapePicture = dynamic(() => import("./shape-picture").then((module) => module.ShapePicture), { ssr: false, loading: () => <div aria-label="Drawing the shape" className="skeleton m-4 h-60" /> });

/** What the tables become in the chosen technology, in its own words, and in second stores; `?store=` in the address. */
export function ShapePage() {
  const stores = useStores();
  const id = useDesignId();
  const router = useRouter();
  const asked = useSearchParams().get("store");
  const empty = useDesignPart((s) => s.design.schema.tables.length === 0);
  const { run } = useRun();
  const [tab, setTab] = useState("picture");
  const [table, setTable] = useState<Id>();
  const [editing, setEditing] = useState<"new" | "this">();
  const store = stores.find((each) => each.id === asked) ?? stores[0];
  if (store === undefined) return <EmptyState icon={<Shapes />} title="This technology is not built yet">Choose another one on the Technology page.</EmptyState>;
  const show = (next: string) => { setTable(undefined); router.replace(`${pageHref(id, "shape")}${next === "main" ? "" : `?store=${encodeURIComponent(next)}`}`); };
  const { second } = store;
  return (
    <div className="flex h-full flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2">
        <h1 className="text-lg font-semibold">Shape</h1>
        <div className="w-64"><Select aria-label="Store" value={store.id} options={stores.map((each) => ({ value: each.id, label: each.label }))} onChange={show} /></div>
        {second === undefined ? undefined : <>
          <IconButton name="Change this store" onClick={() => setEditing("this")}><Pencil /></IconButton>
          <IconButton name="Delete this store" onClick={() => { run(deleteRecords, { ids: [second.id] }, { keepSelection: true }); show("main"); }}><Trash2 /></IconButton>
          <p className="min-w-0 flex-1 truncate text-ink-2" title={second.sync}>{second.sync}</p>
        </>}
        <Button className="ml-auto" disabled={empty} onClick={() => setEditing("new")}><Plus aria-hidden />Add second store</Button>
      </header>
      {empty
        ? <EmptyState icon={<Shapes />} title="No tables yet">Draw the first table on the diagram; what it becomes in {store.label} appears here.</EmptyState>
        : (
          <SplitGroup id="strata-shape" orientation="horizontal" panels={["shape", "mapping"]} className="min-h-0 flex-1">
            <SplitPanel id="shape" minSize={320}><StoreTabs store={store} tab={tab} onTab={setTab} table={table} onTable={setTable} /></SplitPanel>
            <Splitter label="Width of the mapping" orientation="vertical-line" />
            <SplitPanel id="mapping" minSize={280} maxSize={560} defaultSize={360} groupResizeBehavior="preserve-pixel-size"><MappingPanel store={store} table={table} onTable={setTable} /></SplitPanel>
          </SplitGroup>
        )}
      {editing === undefined ? undefined : <StoreDialog store={editing === "this" ? second : undefined} onClose={() => setEditing(undefined)} onMade={show} />}
    </div>
  );
}

function StoreTabs({ store, tab, onTab, table, onTable }: { readonly store: StoreView; readonly tab: string; onTab(tab: string): void; readonly table: Id | undefined; onTable(table: Id): void }) {
  const { picture, files, plans } = store;
  const samples = picture?.boxes.some((box) => (box.samples ?? []).length > 0) === true;
  const items = [
    ...(picture === undefined ? [] : [{ value: "picture", label: "Picture", content: <ShapePicture key={store.id} picture={picture} table={table} onTable={onTable} /> }]),
    { value: "files", label: "Files", count: files.length, content: <div className="p-4"><FileBrowser key={store.id} label={`Files of ${store.label}`} files={files.map(({ path, content, language }) => ({ name: path, content, language: textLanguage(language) }))} /></div> },
    { value: "patterns", label: "Access patterns", count: plans.length, content: <PatternPlans store={store} /> },
    ...(samples && picture !== undefined ? [{ value: "samples", label: "Sample items", content: <Samples picture={picture} /> }] : []),
  ];
  const shown = items.some(({ value }) => value === tab) ? tab : items[0]?.value ?? "files";
  return <Tabs label="Views of the shape" value={shown} onChange={onTab} items={items} className="h-full" />;
}
