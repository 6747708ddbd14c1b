"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState, type FormEvent } from "react";
import { isTechnologyId, type TechnologyId } from "@/lib/model";
import { importExpired, type NewDesign } from "@/lib/design/wire";
import { api } from "@/components/api/client";
import { RequestError } from "@/components/api/request";
import { messageOf } from "@/components/api/use-loaded";
import { PageFrame } from "@/components/shell/top-bar";
import { pageHref } from "@/components/shell/rail";
import { availableTargets } from "@/components/studio/targets";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Select } from "@/components/ui/select";
import { ErrorState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { FindingList, FoundSummary } from "./found-summary";
import { formatLabels } from "./format-labels";
import { ImportSourceField } from "./import-source";
import type { ImportSource } from "./read-file";
import { TemplateCards } from "./template-cards";
import { templateCards } from "./templates";
import { useComingDesign, usePreparedEngine } from "./use-coming-design";
import { useImport } from "./use-import";

const starts = ["blank", "template", "import"] as const;
type Start = (typeof starts)[number];

/** Begins a design: blank, from a template, or from an import that shows what it found first. */
export function NewDesignPage() {
  const router = useRouter();
  const from = useSearchParams().get("from");
  const [start, setStart] = useState<Start>(starts.find((known) => known === from) ?? "blank");
  const [name, setName] = useState("");
  const [target, setTarget] = useState<TechnologyId>(availableTargets[0]?.id ?? "postgresql");
  const [template, setTemplate] = useState(templateCards[0]?.id);
  const [source, setSource] = useState<ImportSource>();
  const [error, setError] = useState<string>();
  const [creating, setCreating] = useState(false);
  const work = useImport(api.keepImport);

  const fallback = start === "template" ? templateCards.find((card) => card.id === template)?.name
    : start === "import" ? source?.file?.replace(/\.[^.]+$/, "") : undefined;
  const given = name.trim() === "" ? fallback ?? "Untitled" : name.trim();
  const found = work.state.state === "found" ? work.state.result : undefined;
  useComingDesign(found?.id);
  usePreparedEngine(start === "import" ? target : undefined);

  const create = () => {
    const origin: Pick<NewDesign, "source"> = start === "template" && template !== undefined ? { source: { kind: "template", id: template } }
      : start === "import" && found !== undefined ? { source: { kind: "import", id: found.id } } : {};
    setCreating(true);
    setError(undefined);
    api.createDesign({ name: given.slice(0, 120), target, ...origin }).then(
      (design) => router.push(pageHref(design.id, "")),
      (cause: unknown) => {
        setCreating(false);
        const expired = cause instanceof RequestError && cause.code === importExpired;
        setError(expired ? "The server no longer keeps what it had read, so the text is read again. Then create the design." : messageOf(cause));
        if (expired && source !== undefined) work.start(source, target);
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start === "import" && found === undefined) { if (source !== undefined) work.start(source, target); }
    else create();
  };
  const changeSource = (next: ImportSource | undefined) => { work.cancel(); setSource(next); };
  const changeTarget = (value: string) => { if (isTechnologyId(value)) { work.cancel(); setTarget(value); } };
  const working = work.state.state === "working";
  const ready = start === "blank" || (start === "template" ? template !== undefined : found !== undefined || (source !== undefined && !working));

  return (
    <PageFrame>
      <form onSubmit={submit} className="relative mx-auto grid max-w-190 gap-6 px-6 py-6">
        {/* Nothing to see or to reach: it has the code of the design's page fetched while somebody looks at what was found. Clipped away it would not be. */}
        {found === undefined ? undefined : <Link href={pageHref(found.id, "")} prefetch aria-hidden tabIndex={-1} className="pointer-events-none absolute top-0 left-0 size-1 opacity-0" />}
        <div className="flex items-center gap-2">
          <h1 className="flex-1 text-xl font-semibold tracking-[-0.01em]">New design</h1>
          <Link href="/" className={buttonClass("quiet")}>Cancel</Link>
          <Button type="submit" variant="primary" disabled={!ready || creating}>{start === "import" && found === undefined ? "Read" : "Create"}</Button>
        </div>
        <div className="grid gap-4 sm:grid-cols-[1fr_220px]">
          <Field label="Name">{(ids) => <Input {...ids} autoFocus maxLength={120} value={name} placeholder={fallback ?? "Untitled"} onChange={(event) => setName(event.target.value)} />}</Field>
          <Field label="Target">
            {(ids) => <Select {...ids} value={target} options={availableTargets.map(({ id, label }) => ({ value: id, label }))} onChange={changeTarget} />}
          </Field>
        </div>
        {error === undefined ? undefined : <ErrorState title="The design was not created">{error}</ErrorState>}
        <Tabs
          label="Start from"
          value={start}
          onChange={(value) => setStart(starts.find((known) => known === value) ?? "blank")}
          barClassName="px-0"
          items={[
            { value: "blank", label: "Blank", content: <p className="py-4 text-ink-2">An empty diagram. Press T there to draw the first table.</p> },
            { value: "template", label: "Template", content: <div className="p-1 py-4"><TemplateCards value={template} onChange={setTemplate} /></div> },
            {
              value: "import", label: "Import",
              content: (
                <div className="grid gap-6 py-4">
                  {found === undefined ? <ImportSourceField source={source} onSource={changeSource} /> : (
                    <p className="flex items-center gap-3 rounded-card border border-line bg-surface py-1.5 pr-1.5 pl-3">
                      <span className="min-w-0 flex-1 truncate">Read {source?.file === undefined ? "the text" : <span className="identifier">{source.file}</span>} as {formatLabels[found.adopted === undefined ? source?.format ?? "sql" : "migrations"]}. Nothing is written before you create the design.</span>
                      <Button onClick={work.cancel}>Change the text</Button>
                    </p>
                  )}
                  {work.state.state === "working" ? (
                    <div className="grid gap-2">
                      <div className="flex items-center gap-3">
                        <span role="status" className="flex-1 text-ink-2">{work.state.label}</span>
                        <Button onClick={work.cancel}>Cancel</Button>
                      </div>
                      <ProgressBar label="Import" value={work.state.value} />
                    </div>
                  ) : undefined}
                  {work.state.state === "failed" ? (
                    <ErrorState title="The text could not be imported" action={source === undefined ? undefined : <Button onClick={() => work.start(source, target)}>Try again</Button>}>
                      <FindingList diagnostics={work.state.diagnostics} />
                    </ErrorState>
                  ) : undefined}
                  {found === undefined ? undefined : <FoundSummary result={found} />}
                </div>
              ),
            },
          ]}
        />
      </form>
    </PageFrame>
  );
}
