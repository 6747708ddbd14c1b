"use client";

import { useDeferredValue, useMemo } from "react";
import { api } from "@/components/api/client";
import { useLoaded } from "@/components/api/use-loaded";
import { useDesignId, useDesignPart } from "@/components/studio/design-provider";
import { useRun } from "@/components/studio/use-run";
import { DraftTextArea } from "@/components/ui/draft-input";
import { Field } from "@/components/ui/field";
import { EmptyState } from "@/components/ui/states";
import { setSettings } from "@/lib/design/commands";
import { documentInput, type Released } from "@/lib/design/document-input";
import { designDocumentHtml } from "@/lib/export/formats/design-document-html";
import { proofWords } from "@/lib/design/proof-words";
import type { MigrationFile } from "@/lib/plan/migration-file";
import { findTarget } from "@/lib/targets/registry";
import { BundleDownload } from "./bundle-download";
import { DownloadList } from "./download-list";

/** The design document as it would be exported now, with the team's own words beside it and every export below them. */
export function DocumentPage() {
  const id = useDesignId();
  const design = useDeferredValue(useDesignPart((s) => s.design));
  const { run } = useRun();
  const [released] = useLoaded<Released & { readonly files: readonly MigrationFile[] }>(id, async (signal) => {
    const releases = await api.listReleases(id, signal);
    const whole = await Promise.all(releases.map((release) => api.getRelease(id, release.number, signal)));
    const oldestFirst = whole.toReversed();
    return {
      files: oldestFirst.flatMap((release) => release.migrations), shapes: whole[0]?.shapes,
      releases: oldestFirst.map(({ number, name, proof, unprovenReason }) => proofWords(number, name, proof, unprovenReason)),
    };
  });
  const target = findTarget(design.settings.target);
  const html = useMemo(() => {
    if (target === undefined || released.state === "loading") return undefined;
    const { files, ...rest } = released.state === "loaded" ? released.value : { files: [] };
    return designDocumentHtml.write(documentInput(design, target, files, rest));
  }, [design, target, released]);
  return (
    <div className="flex h-full">
      <aside aria-label="Parts of the document" className="grid w-80 shrink-0 content-start gap-6 overflow-y-auto border-r border-line bg-surface p-4">
        <header className="grid gap-3">
          <h1 className="text-xl font-semibold">Document</h1>
          <BundleDownload released={released.state === "loaded" ? released.value.files : []} />
        </header>
        <Field label="Rationale" hint="Under Technology Choice; Markdown.">
          {(ids) => <DraftTextArea {...ids} rows={5} maxLength={20_000} value={design.settings.rationale} onCommit={(rationale) => run(setSettings, { rationale })} />}
        </Field>
        <Field label="Your own words" hint="After the query patterns; Markdown. Kept when the document is made anew.">
          {(ids) => <DraftTextArea {...ids} rows={8} maxLength={100_000} value={design.settings.prose?.["document"] ?? ""} onCommit={(text) => run(setSettings, { prose: { ...design.settings.prose, document: text } })} />}
        </Field>
        <DownloadList />
      </aside>
      <section aria-label="Preview" className="min-w-0 flex-1 bg-sunken">
        {target === undefined
          ? <EmptyState title="No document yet">This technology is not built yet; choose another one on the Technology page.</EmptyState>
          : html === undefined
            ? <div aria-label="Writing the document" className="mx-auto grid max-w-180 gap-3 p-10"><div className="skeleton h-8 w-80" /><div className="skeleton h-60" /></div>
            // The frame runs no script and has no origin: what users typed stays text even if an escape were missed.
            : <iframe title="Preview of the design document" sandbox="" srcDoc={html} className="size-full border-0 bg-white" />}
      </section>
    </div>
  );
}
